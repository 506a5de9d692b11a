/** Campaigns with several outreaches as their streams would tell them, and what a test compares of a history. */
import type {
  ActorId,
  AttemptId,
  CallFact,
  CampaignEvent,
  CampaignId,
  Ending,
  IncarnationId,
  OutreachId,
} from '@lastcall/domain'
import * as Domain from '@lastcall/domain'
import { timestamp } from '@lastcall/domain'
import type { Codec, Recorded, StreamName } from '@lastcall/eventlog'
import { eventId, position, revision } from '@lastcall/eventlog'
import type { History } from '.'

export const hex = (n: number): string => n.toString(16).padStart(32, '0')
export const campaign = hex(0xca) as CampaignId
export const size = 3
export const startMs = Date.parse('2026-03-02T12:00:00.000Z')
export const outreachAt = (k: number): OutreachId => hex(0x51 + k) as OutreachId
const actor = hex(1) as ActorId
const incarnation = hex(0x11fe) as IncarnationId
const sha256 = 'ab'.repeat(32)
const sealed = (text: string) => text as Domain.Sealed

/** One second apart, so that an event's place among the others shows. */
export const at = (second: number) => timestamp(startMs + second * 1_000)

export const created = (second = 0) =>
  Domain.CampaignCreated({
    at: at(second),
    actor,
    callerId: '+12025550100',
    messageSha256: sha256,
    hours: { opensMin: 540, closesMin: 1260 },
    retry: { maxAttempts: 9, afterMs: { busy: 60_000, 'no-answer': 3_600_000, cancelled: 0 } },
    pacing: { callsPerSecond: 5, channels: 10 },
    sealed: { name: sealed('name') },
  })
export const scheduled = (outreach: OutreachId, fileName = 'file') =>
  Domain.OutreachScheduled({
    at: at(1),
    outreach,
    startAt: at(2),
    recipients: size,
    ciphertextSha256: sha256,
    actor,
    sealed: { fileName: sealed(fileName) },
  })
export const started = (outreach: OutreachId) => Domain.OutreachStarted({ at: at(3), outreach, incarnation })
export const completed = (outreach: OutreachId) =>
  Domain.OutreachCompleted({ at: at(4), outreach, incarnation, callsSeen: null })
export const stopped = (outreach: OutreachId) =>
  Domain.OutreachStopped({
    at: at(5),
    outreach,
    actor,
    liveCalls: 'cancelRinging',
    sealed: { reason: sealed('reason') },
  })
export const quiesced = (outreach: OutreachId, stop: number) =>
  Domain.OutreachQuiesced({
    ...{ at: at(6), outreach, stop, callsSeen: 1, by: { incarnation }, waitedMs: 7 },
    ...{ last: hex(8) as AttemptId, open: [hex(8) as AttemptId] },
  })
export const deleted = () => Domain.CampaignDeleted({ at: at(7), actor, liveCalls: 'drain' })
export const claimed = () =>
  Domain.DialingClaimed({
    ...{ at: at(8), worker: 'one', incarnation, carrier: 'sim' },
    ...{ because: 'nobody dials', silentForMs: 5_000 },
  })
export const yielded = () =>
  Domain.DialingYielded({ at: at(9), incarnation, because: 'shutdown', drainMs: 100 })

const attempt = (outreach: OutreachId, recipient: number, n: number): AttemptId =>
  `${outreach.slice(16)}${hex(recipient * 0x1000 + n).slice(16)}` as AttemptId

export const grant = (outreach: OutreachId, calls: readonly (readonly [number, number])[]) =>
  Domain.CallsAuthorized({
    ...{ at: at(10), outreach, incarnation, permitMs: 1_000, callsSeen: [], suppressionSeen: null },
    calls: calls.map(([r, n]): Domain.AuthorizedCall => [r, n, attempt(outreach, r, n), 60]),
  })

/** What the carrier, or the gate, tells of one call: `placed`, `talking`, a disposition ... */
export const fact = (outreach: OutreachId, what: string, recipient: number, n: number): CallFact => {
  const call = { at: at(20 + n), recipient, n, attempt: attempt(outreach, recipient, n), incarnation }
  if (what === 'placed') return Domain.CallPlaced({ ...call, pass: n, permitAgeUs: 5 })
  if (what === 'ringing') return Domain.CallRinging({ ...call, sinceOriginateMs: 5 })
  if (what === 'talking') return Domain.CallAnswered({ ...call, sinceOriginateMs: 9 })
  if (what === 'released') return Domain.CallReleased({ ...call, proof: 'own-gate' })
  if (what === 'unresolved') return Domain.CallUnresolved({ ...call, why: 'not found' })
  if (what === 'opt out') return Domain.OptOutRequested({ ...call, via: 'key' })
  const disposition = what as Ending
  return Domain.CallEnded({ ...call, disposition, status: '200', cause: '16', ringMs: 1, talkMs: 1 })
}

export interface Story {
  readonly own: readonly CampaignEvent[]
  readonly calls: ReadonlyMap<OutreachId, readonly CallFact[]>
}

/** Scheduled, started, and one call authorized. */
export const opening = (id: OutreachId): readonly CampaignEvent[] => [
  scheduled(id),
  started(id),
  grant(id, [[0, 1]]),
]
/** The shortest story with both kinds of streams: one outreach, one call on its way. */
export const begun = (): Story => ({
  own: opening(outreachAt(0)),
  calls: new Map([[outreachAt(0), [fact(outreachAt(0), 'placed', 0, 1)]]]),
})

export const recorded = <E>(stream: StreamName, codec: Codec<E>, events: readonly E[]): readonly Recorded[] =>
  events.map((event, k) => ({
    ...codec.encode(eventId(`${stream}-${k}`), event),
    ...{ stream, revision: revision(k), position: position(`${k}`), metadata: {}, recordedUs: 0 },
  }))

export const ownPages = ({ own }: Story): readonly Recorded[] =>
  recorded(Domain.campaignStream(campaign), Domain.campaignCodec, own)
export const callsPages = ({ calls }: Story, id: OutreachId): readonly Recorded[] =>
  recorded(Domain.callsStream(id), Domain.callsCodec, calls.get(id) ?? [])

/** All that a history says. The order in which calls opened is not a part of it. */
export const seen = ({ campaign: of, record, at: read, outreaches }: History): unknown => ({
  of,
  record,
  read,
  outreaches: [...outreaches].map(([id, { recipients, callsAt }]) => ({
    ...{ id, callsAt, ...recipients },
    open: recipients.open.values().toSorted((a, b) => a.recipient - b.recipient),
  })),
})

/** Everything in it, as values that can be compared. */
export const whole = (history: History | null) =>
  history === null
    ? null
    : {
        ...history,
        outreaches: [...history.outreaches].map(([id, { recipients, callsAt }]) => ({
          ...{ id, callsAt, ...recipients },
          open: recipients.open.values(),
        })),
      }
