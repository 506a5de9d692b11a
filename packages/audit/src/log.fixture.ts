/** Hand-made logs: events of a campaign and facts of its outreaches, with commit times taken from their `at`. */
import type {
  ActorId,
  AttemptId,
  CallFact,
  CampaignEvent,
  CampaignId,
  Ending,
  IncarnationId,
  OutreachId,
  Sealed,
} from '@lastcall/domain'
import * as Domain from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import { eventId, position, revision, streamName } from '@lastcall/eventlog'
import type { Evidence } from './replay'
import { noEvidence, seeCampaign, seeFact } from './replay'

const hex = (n: number): string => n.toString(16).padStart(32, '0')
export const campaign = hex(0xca) as CampaignId
export const spring = hex(0x51) as OutreachId
export const autumn = hex(0xa7) as OutreachId
export const life = hex(0x11fe) as IncarnationId
export const otherLife = hex(0x22fe) as IncarnationId
export const actor = hex(1) as ActorId
export const attempt = (k: number): AttemptId => hex(0xa0 + k) as AttemptId

const t0 = Date.parse('2026-03-02T12:00:00.000Z')
/** Milliseconds after the beginning of the story, as the log's wall clock has them. */
export const time = (ms: number) => Domain.timestamp(t0 + ms)
export const wallUs = (ms: number): number => (t0 + ms) * 1_000

const sha256 = 'ab'.repeat(32)
const at = time(0)
const sealed = 'x' as Sealed

export const scheduled = (outreach = spring, recipients = 3) =>
  Domain.OutreachScheduled({
    ...{ at, outreach, startAt: at, recipients, ciphertextSha256: sha256, actor },
    sealed: { fileName: sealed },
  })
export const started = (outreach = spring) => Domain.OutreachStarted({ at, outreach, incarnation: life })
export const created = Domain.CampaignCreated({
  ...{ at, actor, callerId: '+15550100', messageSha256: sha256, hours: { opensMin: 0, closesMin: 1440 } },
  ...{ retry: { maxAttempts: 3, afterMs: { busy: 0 } }, pacing: { callsPerSecond: 1, channels: 3 } },
  sealed: { name: sealed },
})
const claimed = Domain.DialingClaimed({
  ...{ at, worker: 'one', incarnation: life, carrier: 'sim', because: 'nobody dials', silentForMs: 5_000 },
})
/** Revisions 0 to 3. */
export const opening: readonly CampaignEvent[] = [created, scheduled(), claimed, started()]

/** (recipient, n, attempt) */
export type Call = readonly [number, number, number]
export const granted = (calls: readonly Call[], callsSeen: number | null = null, outreach = spring) =>
  Domain.CallsAuthorized({
    ...{ at: time(100), outreach, incarnation: life, permitMs: 1_000, suppressionSeen: null },
    callsSeen: [[outreach, callsSeen]],
    calls: calls.map(([r, n, k]): Domain.AuthorizedCall => [r, n, attempt(k), 0]),
  })
export const stopped = (ms = 1_000, outreach = spring) =>
  Domain.OutreachStopped({ at: time(ms), outreach, actor, liveCalls: 'drain', sealed: { reason: sealed } })
export const deleted = (ms = 1_000) => Domain.CampaignDeleted({ at: time(ms), actor, liveCalls: 'drain' })

interface Quiet {
  readonly stop: number
  readonly callsSeen: number | null
  readonly last: number | null
  readonly open: readonly number[]
}
export const quiesced = ({ stop, callsSeen, last, open }: Quiet) =>
  Domain.OutreachQuiesced({
    ...{ at: time(1_200), outreach: spring, stop, callsSeen, by: { incarnation: life }, waitedMs: 150 },
    ...{ last: last === null ? null : attempt(last), open: open.map(attempt) },
  })

const call = ([recipient, n, k]: Call, ms: number) => ({
  ...{ at: time(ms), recipient, n, attempt: attempt(k), incarnation: life },
})
interface Pass {
  readonly ms?: number
  readonly permitAgeUs?: number
  readonly incarnation?: IncarnationId
}
export const placed = (of: Call, pass: number, { ms = 200, permitAgeUs = 900, ...more }: Pass = {}) =>
  Domain.CallPlaced({ ...call(of, ms), ...more, pass, permitAgeUs })
export const rang = (of: Call, ms = 300) => Domain.CallRinging({ ...call(of, ms), sinceOriginateMs: 5 })
export const answered = (of: Call, ms = 400) => Domain.CallAnswered({ ...call(of, ms), sinceOriginateMs: 9 })
export const ended = (of: Call, disposition: Ending, ms = 500) =>
  Domain.CallEnded({ ...call(of, ms), disposition, status: '', cause: '', ringMs: 1, talkMs: 1 })
export const optedOut = (of: Call, ms = 450) => Domain.OptOutRequested({ ...call(of, ms), via: 'key' })
export const released = (of: Call, proof: 'own-gate' | 'carrier-absent' = 'own-gate', ms = 500) =>
  Domain.CallReleased({ ...call(of, ms), proof })
export const unresolved = (of: Call, ms = 500) => Domain.CallUnresolved({ ...call(of, ms), why: 'not found' })

type Any = CampaignEvent | CallFact | { readonly type: string; readonly at: Domain.Timestamp }

export const recorded = (stream: string, happened: Any, k: number): Recorded => {
  const { type, ...data } = happened
  const us = Date.parse(happened.at) * 1_000
  const place = { stream: streamName(stream), revision: revision(k), position: position(`${k}`) }
  return { ...place, id: eventId(`${stream} ${k}`), type, data, metadata: {}, recordedUs: us }
}

/** The evidence of a campaign with these events, and these facts of `spring` (and of `autumn`). */
export const evidenceOf = (
  own: readonly Any[],
  facts: readonly Any[] = [],
  autumnFacts: readonly Any[] = [],
): Evidence => {
  const evidence = noEvidence(campaign)
  own.forEach((event, k) => seeCampaign(evidence, recorded(Domain.campaignStream(campaign), event, k)))
  facts.forEach((fact, k) => seeFact(evidence, spring, recorded(Domain.callsStream(spring), fact, k)))
  evidence.suppressions = 0
  autumnFacts.forEach((fact, k) => seeFact(evidence, autumn, recorded(Domain.callsStream(autumn), fact, k)))
  return evidence
}

export const a: Call = [0, 1, 1]
export const b: Call = [1, 1, 2]
/** The second call of `a`'s recipient. */
export const c: Call = [0, 2, 3]

/** A whole story: two calls, a retry, a stop, quiet, and outcomes that follow. */
export const story = {
  own: [
    ...opening,
    granted([a, b]),
    granted([c], 2),
    stopped(),
    quiesced({ stop: 6, callsSeen: 3, last: 3, open: [2, 3] }),
  ],
  facts: [
    placed(a, 1),
    placed(b, 2),
    ended(a, 'busy'),
    placed(c, 3, { ms: 700 }),
    ended(b, 'answered', 1_500),
    unresolved(c, 1_600),
    ended(c, 'no-answer', 1_700),
  ],
} as const
