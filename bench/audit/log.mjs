/**
 * A campaign of a million events in a SQLite store: eight calls for each authorization, three facts for each call, and in
 * the end a stop that has fallen quiet.
 */
import { openSqliteStore } from '@lastcall/store-sqlite'
import { must } from '../parts/installation.mjs'

const callsInBatch = 8
const factsOfCall = 3
const batchesAtOnce = 250

export const campaign = 'c'.repeat(32)
const outreach = '0'.repeat(31) + '1'
const incarnation = '0'.repeat(31) + '2'
const actor = '0'.repeat(31) + '3'
const begins = Date.UTC(2026, 0, 31, 12)
/** A batch each four milliseconds; its facts a little later, each at another time. */
const time = (recipient, later = 0) => new Date(begins + (recipient >> 1) + later).toISOString()
const at = time(0)
const hex = (k) => k.toString(16).padStart(32, '0')

const opening = (recipients) => [
  {
    ...{ type: 'CampaignCreated', at, actor, callerId: '+12025550100', messageSha256: '0'.repeat(64) },
    ...{ hours: { opensMin: 0, closesMin: 1_440 }, retry: { maxAttempts: 1, afterMs: {} } },
    ...{ pacing: { callsPerSecond: 1_000, channels: 10_000 }, sealed: { name: '' } },
  },
  {
    ...{ type: 'OutreachScheduled', at, outreach, startAt: at, recipients },
    ...{ ciphertextSha256: '0'.repeat(64), actor, sealed: { fileName: '' } },
  },
  { type: 'OutreachStarted', at, outreach, incarnation },
]

const batch = (first, callsSeen) => ({
  ...{
    type: 'CallsAuthorized',
    at: time(first),
    outreach,
    incarnation,
    permitMs: 1_000,
    suppressionSeen: null,
  },
  callsSeen: [[outreach, callsSeen]],
  calls: Array.from({ length: callsInBatch }, (_, k) => [first + k, 1, hex(first + k + 1), -300]),
})

const factsOf = (recipient) => {
  const call = { recipient, n: 1, attempt: hex(recipient + 1), incarnation }
  const end = { disposition: 'no-answer', status: '480', cause: 'Q.850;cause=19', ringMs: 20_000, talkMs: 0 }
  return [
    { type: 'CallPlaced', at: time(recipient, 5), ...call, pass: recipient + 1, permitAgeUs: 900 },
    { type: 'CallRinging', at: time(recipient, 905), ...call, sinceOriginateMs: 900 },
    { type: 'CallEnded', at: time(recipient, 20_905), ...call, ...end },
  ]
}

/** `stop`: its own revision. */
const closing = (recipients, stop) => [
  {
    ...{ type: 'OutreachStopped', at: time(recipients, 30_000), outreach, actor, liveCalls: 'drain' },
    sealed: { reason: '' },
  },
  {
    ...{ type: 'OutreachQuiesced', at: time(recipients, 31_000), outreach, stop, waitedMs: 1_000, open: [] },
    ...{ callsSeen: recipients * factsOfCall - 1, by: { incarnation }, last: hex(recipients) },
  },
]

let written = 0
const asNew = ({ type, ...data }) => ({ id: hex((written += 1)), type, data })

/** Answers how many events there are. */
export const writeLog = async (path, events) => {
  const { store, close } = must(await openSqliteStore(path)())
  const batches = Math.round(events / (1 + callsInBatch * factsOfCall))
  const add = async (stream, all) => must(await store.append(stream, 'anything', all.map(asNew))())
  const recipients = batches * callsInBatch
  const begun = opening(recipients)
  await add(`campaign-${campaign}`, begun)
  for (let first = 0; first < batches; first += batchesAtOnce) {
    const grants = []
    const facts = []
    const seen = first === 0 ? null : first * callsInBatch * factsOfCall - 1
    for (let b = first; b < Math.min(batches, first + batchesAtOnce); b += 1) {
      grants.push(batch(b * callsInBatch, seen))
      for (let k = 0; k < callsInBatch; k += 1) facts.push(...factsOf(b * callsInBatch + k))
    }
    await add(`campaign-${campaign}`, grants)
    await add(`calls-${outreach}`, facts)
  }
  await add(`campaign-${campaign}`, closing(recipients, begun.length + batches))
  await close()
  return written
}

export const streams = [`campaign-${campaign}`, `calls-${outreach}`]
