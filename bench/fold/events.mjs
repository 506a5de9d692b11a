/** Pages of parsed events as a campaign has them: three rounds over all recipients, eight calls in one authorization. */
const callsInBatch = 8
const batchesInPage = 1_000

export const recipients = 1_000_000
export const rounds = 3
const campaign = 'c'.repeat(32)
export const outreach = '0'.repeat(31) + '1'
const incarnation = '0'.repeat(31) + '2'
const actor = '0'.repeat(31) + '3'
const at = '2026-01-31T12:00:00.000Z'

/** What makes room for the recipients. */
export const opening = [
  {
    ...{ type: 'CampaignCreated', at, actor, callerId: '+12025550100', messageSha256: '0'.repeat(64) },
    hours: { opensMin: 0, closesMin: 1_440 },
    retry: { maxAttempts: rounds, afterMs: { 'no-answer': 60_000 } },
    pacing: { callsPerSecond: 1_000, channels: 1_000 },
    sealed: { name: '' },
  },
  {
    ...{ type: 'OutreachScheduled', at, outreach, startAt: at, recipients },
    ...{ ciphertextSha256: '0'.repeat(64), actor, sealed: { fileName: '' } },
  },
  { type: 'OutreachStarted', at, outreach, incarnation },
]

export { campaign }

const attemptAt = (k) => k.toString(16).padStart(32, '0')

/** Every k-th of a prime step: neighbours in the log are no neighbours in memory. */
const recipientAt = (k) => (k * 7_919) % recipients

const batch = (first, n, length) => ({
  ...{ type: 'CallsAuthorized', at, outreach, incarnation, permitMs: 1_000, callsSeen: [[outreach, 1]] },
  suppressionSeen: null,
  calls: Array.from({ length }, (_, k) => [
    recipientAt(first + k),
    n,
    attemptAt(n * recipients + first + k),
    -300,
  ]),
})

/** Page by page, so that the events need not all be in memory at once. */
export function* authorizations() {
  const inPage = callsInBatch * batchesInPage
  for (let n = 1; n <= rounds; n += 1)
    for (let first = 0; first < recipients; first += inPage) {
      const page = []
      for (let k = first; k < Math.min(first + inPage, recipients); k += callsInBatch)
        page.push(batch(k, n, Math.min(callsInBatch, recipients - k)))
      yield page
    }
}

/** What was said of the calls of a page: placed, and ended without an answer. */
export const factsOf = (page) => {
  const calls = page.flatMap((event) => event.calls)
  const said = ([recipient, n, attempt]) => ({ at, recipient, n, attempt, incarnation })
  return [
    ...calls.map((call) => ({ type: 'CallPlaced', ...said(call), pass: 1, permitAgeUs: 100 })),
    ...calls.map((call) => ({
      ...{ type: 'CallEnded', ...said(call), disposition: 'no-answer', status: '480', cause: '19' },
      ...{ ringMs: 25_000, talkMs: 0 },
    })),
  ]
}
