/** One worker process: machines for the campaigns that need one, the carrier's events, health, and a way out. */
import type { CampaignId, IncarnationId } from '@lastcall/domain'
import type { CampaignRecord } from '@lastcall/history'
import type { PacingLimits } from '../pacing'
import type { DialerInput, Env, Timing } from '../worker'
import { mayLeave } from '../worker'
import { erasures } from './erasures'
import { followLifecycle } from './lifecycle'
import { machines } from './machines'
import type { WorkerPorts } from './ports'
import type { WorkerStatus } from './status'
import { statusOf } from './status'

export interface WorkerOptions {
  /** Held by this process alone (an exclusive lock): its holder claims over an earlier life of the name at once. */
  readonly name: string
  readonly incarnation: IncarnationId
  /** This worker's share of the trunk, over all campaigns. */
  readonly share: PacingLimits
  readonly timing: Timing
}

export interface Worker {
  readonly status: () => WorkerStatus
  /** Yields what it claims, follows its calls for `drainMs` at most, says what is to be said. Again is harmless. */
  readonly shutDown: () => Promise<void>
  /** Rejects when something that cannot happen has happened: the process must end. */
  readonly defect: Promise<never>
}

const healthEveryMs = 500
const leaveLookMs = 20

export const startWorker = (ports: WorkerPorts, options: WorkerOptions): Worker => {
  const { carrier, clock, log } = ports
  const ended = new AbortController()
  let fail: (error: unknown) => void = () => undefined
  const defect = new Promise<never>((_, reject) => {
    fail = reject
  })
  // Whoever waits for it hears of it; nobody has to.
  defect.catch(() => undefined)
  let health: Extract<DialerInput, { is: 'health' }>['health'] = { is: 'unhealthy', why: 'not asked yet' }
  let hasRoom = true
  let feedState: WorkerStatus['feed'] = 'catching up'
  let leaving: Promise<void> | null = null
  let callOffHealth: () => void = () => undefined

  const env = (campaigns: number): Env => ({
    worker: options.name,
    incarnation: options.incarnation,
    carrier: carrier.name,
    limits: carrier.limits,
    share: {
      callsPerSecond: options.share.callsPerSecond / Math.max(1, campaigns),
      channels: Math.max(1, Math.floor(options.share.channels / Math.max(1, campaigns))),
    },
    timing: options.timing,
    newId: ports.newId,
  })
  const running = machines(ports, env, fail)
  const deletions = erasures(ports)

  const toAll = (input: DialerInput): void => {
    for (const runner of running.all()) runner.tell(input)
  }

  const look = (campaign: CampaignId, record: CampaignRecord): void => {
    if (leaving !== null) return
    if (record.state.deleted !== null) deletions.finish(campaign)
    running.want(campaign, record, { is: 'health', health, hasRoom })
  }

  const hear = async (): Promise<void> => {
    for await (const event of carrier.events(ended.signal))
      for (const runner of running.all())
        if (runner.dialer().calls.has(event.attempt)) runner.tell({ is: 'carrier event', event })
  }

  const askHealth = async (): Promise<void> => {
    const answer = await carrier.health()()
    if (ended.signal.aborted) return
    if (answer.is !== health.is)
      log.say(
        answer.is === 'healthy' ? 'info' : 'warn',
        `carrier ${answer.is}${answer.is === 'unhealthy' ? `: ${answer.why}` : ''}`,
        null,
      )
    health = answer
    const had = hasRoom
    hasRoom = ports.hasRoom?.() ?? true
    if (hasRoom !== had)
      log.say(
        hasRoom ? 'info' : 'error',
        hasRoom
          ? 'the disk of the log has room again'
          : 'the disk of the log is nearly full: nothing is authorized',
        null,
      )
    toAll({ is: 'health', health, hasRoom })
    callOffHealth = clock.after(healthEveryMs, () => void askHealth().catch(fail))
  }

  const follow = (): Promise<void> =>
    followLifecycle(
      ports,
      {
        onCaughtUp: (lists) => {
          if (feedState !== 'live') for (const [campaign, record] of lists) look(campaign, record)
          feedState = 'live'
        },
        onCampaign: (campaign, record) => {
          if (feedState === 'live') look(campaign, record)
        },
        onHalted: (why) => {
          feedState = 'halted'
          log.say('error', `no campaign is taken on any more: ${why}`, null)
          toAll({ is: 'halt', why })
        },
        onLost: (why) => {
          feedState = 'lost'
          log.say('warn', `the feed is lost, subscribing again: ${why}`, null)
        },
      },
      ended.signal,
    )

  const leave = async (): Promise<void> => {
    toAll({ is: 'shutdown' })
    await new Promise<void>((resolve) => {
      const check = (): void => {
        const now = clock.now()
        if (running.all().every((r) => mayLeave(env(1), r.dialer(), now))) resolve()
        else clock.after(leaveLookMs, check)
      }
      check()
    })
    ended.abort()
    callOffHealth()
    deletions.end()
    await running.end()
  }

  hear().catch(fail)
  follow().catch(fail)
  askHealth().catch(fail)
  return {
    status: () =>
      statusOf(options, running.all(), { health, hasRoom, feed: feedState, leaving: leaving !== null }),
    shutDown: () => (leaving ??= leave()),
    defect,
  }
}
