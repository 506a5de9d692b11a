/** A world to use campaigns in: a log and keys in memory, clocks that move only while somebody waits. */
import type { Actor, ActorId, CampaignEvent, CampaignId, OutreachId } from '@lastcall/domain'
import { campaignCodec, campaignStream } from '@lastcall/domain'
import type { EventStore, Recorded } from '@lastcall/eventlog'
import { eventId, revision } from '@lastcall/eventlog'
import { noSnapshots } from '@lastcall/history'
import type { MemoryLog } from '@lastcall/store-memory'
import { memoryLog, openMemoryStore } from '@lastcall/store-memory'
import type { KeyShelf, MasterKey } from '@lastcall/vault'
import { keysInMemory, masterKey } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import type { CampaignsDeps } from './deps'
import type { CampaignMade } from './create/create'
import { create } from './create/create'
import type { ScheduleCommand, Scheduled } from './schedule/command'
import { schedule } from './schedule/schedule'
import type { RecipientsSource } from './schedule/source'

const hex = (n: number): string => n.toString(16).padStart(32, '0')

export const administrator: Actor = { id: hex(1) as ActorId, roles: ['administrator'] }
export const operator: Actor = { id: hex(2) as ActorId, roles: ['operator'] }

export const noon = Date.parse('2026-03-02T12:00:00.000Z')

export const settings = {
  callerId: '+12025550100',
  messageSha256: 'ab'.repeat(32),
  hours: { opensMin: 540, closesMin: 1260 },
  retry: { maxAttempts: 3, afterMs: { busy: 60_000 } },
  pacing: { callsPerSecond: 5, channels: 10 },
}

export interface World extends CampaignsDeps {
  readonly log: MemoryLog
  readonly shelf: KeyShelf
  /** How long was waited in all, ms. */
  readonly waited: () => number
}

export const world = (): World => {
  const log = memoryLog()
  const shelf: KeyShelf = new Map()
  let now = 0
  let ids = 0x1000
  const clock = (): number => noon + now
  return {
    ...openMemoryStore(log, { wallClockMs: clock }),
    log,
    shelf,
    keys: keysInMemory(masterKey(new Uint8Array(32).fill(7)) as MasterKey, shelf),
    snapshots: noSnapshots,
    clock,
    mono: () => now,
    newId: () => hex((ids += 1)),
    wait: (ms, until) =>
      new Promise((resolve) => {
        if (until?.aborted !== true) now += ms
        setImmediate(resolve)
      }),
    retainRecordsForMs: null,
    waited: () => now,
  }
}

/** Ids that are not the world's next ones: another process on the same log. */
export const elsewhere = (deps: World, salt: number): World => {
  let ids = salt * 0x1_0000
  return { ...deps, newId: () => hex((ids += 1)) }
}

export const must = <A>(answer: Either<{ readonly is: string }, A>): A => {
  if (answer._tag === 'Left') throw new Error(`unexpected: ${JSON.stringify(answer.left)}`)
  return answer.right
}

export const failure = <F>(answer: Either<F, unknown>): F => {
  if (answer._tag === 'Right') throw new Error('a failure was due')
  return answer.left
}

/** Bytes, handed out in pieces of the size given. */
export const fileOf = (content: string | Uint8Array, pieceSize = 7): RecipientsSource => ({
  fileName: 'spring.csv',
  open: async function* () {
    const bytes = Buffer.from(content as string)
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize)
  },
})

/** A fictional number: +1 (area) 555 01xx. Area codes below are in use, so that they count as valid. */
const areas = [
  202, 212, 213, 214, 215, 216, 305, 312, 313, 314, 404, 415, 503, 504, 505, 602, 612, 617, 702, 713,
]
export const number = (k: number): string =>
  `+1${areas[Math.floor(k / 100) % areas.length] as number}55501${String(k % 100).padStart(2, '0')}`

export const csv = (rows: number): string =>
  `phone,time_zone,name\r\n${Array.from({ length: rows }, (_, k) => `${number(k)},America/New_York,Name ${k}\r\n`).join('')}`

/** Rows so long, of digits that follow no pattern, that every chunk of them needs an append of its own. */
export const longCsv = (rows: number): string => {
  let seed = 1
  const digits = (): string =>
    Array.from({ length: 125 }, () => {
      seed = (Math.imul(seed, 0x19660d) + 0x3c6ef35f) >>> 0
      return seed.toString(16).padStart(8, '0')
    }).join('')
  return `phone,tz,x\n${Array.from({ length: rows }, (_, k) => `${number(k)},UTC,${digits()}\n`).join('')}`
}

export const createdIn = async (deps: CampaignsDeps, name = 'Spring'): Promise<CampaignMade> =>
  must(await create(deps)({ actor: operator, name, settings })())

export const scheduling = (
  campaign: CampaignId,
  content: string,
  more: Partial<ScheduleCommand> = {},
): ScheduleCommand => ({
  actor: operator,
  campaign,
  source: fileOf(content, content.length < 10_000 ? 7 : 65_536),
  startAtMs: noon,
  ...more,
})

export const scheduledIn = async (deps: CampaignsDeps, campaign: CampaignId, rows = 3): Promise<Scheduled> =>
  must(await schedule(deps)(scheduling(campaign, csv(rows)))())

export const eventsOf = async (store: EventStore, campaign: CampaignId): Promise<readonly Recorded[]> =>
  must(await store.read(campaignStream(campaign), revision(0), 1_000)()).events

let said = 0
/** Somebody else, a worker perhaps, appends behind whatever stands. */
export const happen = async (
  deps: CampaignsDeps,
  campaign: CampaignId,
  ...events: CampaignEvent[]
): Promise<void> => {
  for (const event of events) {
    said += 1
    must(
      await deps.store.append(campaignStream(campaign), 'anything', [
        campaignCodec.encode(eventId(`w${said}`), event),
      ])(),
    )
  }
}

export const startedEvent = (outreach: OutreachId): CampaignEvent => ({
  type: 'OutreachStarted',
  at: '2026-03-02T12:00:00.000Z' as never,
  outreach,
  incarnation: hex(0x11fe) as never,
})

export const completedEvent = (outreach: OutreachId): CampaignEvent => ({
  type: 'OutreachCompleted',
  at: '2026-03-02T12:00:01.000Z' as never,
  outreach,
  incarnation: hex(0x11fe) as never,
  callsSeen: null,
})
