/** The machines of a worker: one is woken for each campaign that needs one, and put away when it has nothing to do. */
import type { CampaignId } from '@lastcall/domain'
import type { CampaignRecord } from '@lastcall/history'
import { closedGate } from '../gate'
import type { Dialer, DialerInput, Env } from '../worker'
import { dialerOf, isIdle } from '../worker'
import type { WorkerPorts } from './ports'
import type { Runner } from './runner'
import { runCampaign } from './runner'
import { eventsIn, shelf } from './shelf'
import { mayOwe } from './wanted'

export interface Machines {
  /** Something happened in the campaign: its machine is woken, or begins if something may be owed. */
  readonly want: (campaign: CampaignId, record: CampaignRecord, first: DialerInput) => void
  readonly all: () => readonly Runner[]
  /** Ends every machine and keeps what it knew. */
  readonly end: () => Promise<void>
}

/** A snapshot is worth its writing after so many events, and not more often than this. */
const snapshotEvents = 5_000
const careEveryMs = 5_000
const tryAgainAfterMs = 1_000

export const machines = (
  ports: WorkerPorts,
  env: (campaigns: number) => Env,
  onDefect: (error: unknown) => void,
): Machines => {
  const { clock, log } = ports
  const histories = shelf(ports)
  const runners = new Map<CampaignId, Runner>()
  const loading = new Set<CampaignId>()
  const kept = new Map<CampaignId, number>()
  /** Passes of the gate are counted over the whole life of a worker, also when its machine was put away between. */
  const passes = new Map<CampaignId, number>()
  let ended = false

  const dialing = (): number =>
    [...runners.values()].filter((r) =>
      [...r.dialer().history.record.state.outreaches.values()].some(({ phase }) => phase === 'in progress'),
    ).length

  const begin = async (campaign: CampaignId, record: CampaignRecord, first: DialerInput): Promise<void> => {
    loading.add(campaign)
    const history = await histories.take(campaign, record)
    loading.delete(campaign)
    if (ended) return
    if (history._tag === 'Left') {
      log.say('error', `the campaign cannot be read, trying again: ${history.left}`, campaign)
      clock.after(tryAgainAfterMs, () => {
        want(campaign, record, first)
      })
      return
    }
    kept.set(campaign, eventsIn(history.right))
    const fresh = dialerOf(history.right, clock.now())
    const dialer: Dialer = { ...fresh, gate: { ...closedGate, passes: passes.get(campaign) ?? 0 } }
    const runner = runCampaign(ports, () => env(dialing()), campaign, dialer, onDefect)
    runners.set(campaign, runner)
    runner.tell(first)
    runner.tell({ is: 'woken' })
  }

  const want = (campaign: CampaignId, record: CampaignRecord, first: DialerInput): void => {
    const runner = runners.get(campaign)
    if (runner !== undefined) runner.tell({ is: 'woken' })
    else if (!loading.has(campaign) && !ended && mayOwe(record))
      void begin(campaign, record, first).catch(onDefect)
  }

  const keep = async (runner: Runner): Promise<void> => {
    const { history } = runner.dialer()
    kept.set(runner.campaign, eventsIn(history))
    await (history.record.state.deleted === null ? histories.put(history) : histories.drop(runner.campaign))
  }

  const putAway = (runner: Runner): Promise<void> => {
    runner.end()
    runners.delete(runner.campaign)
    passes.set(runner.campaign, runner.dialer().gate.passes)
    return keep(runner)
  }

  const care = (): void => {
    if (ended) return
    for (const runner of [...runners.values()]) {
      const moved = eventsIn(runner.dialer().history) - (kept.get(runner.campaign) ?? 0)
      if (isIdle(runner.dialer())) void putAway(runner).catch(onDefect)
      else if (moved >= snapshotEvents) void keep(runner).catch(onDefect)
    }
    callOffCare = clock.after(careEveryMs, care)
  }
  let callOffCare = clock.after(careEveryMs, care)

  return {
    want,
    all: () => [...runners.values()],
    end: async () => {
      ended = true
      callOffCare()
      await Promise.all([...runners.values()].map(putAway))
    },
  }
}
