/** The story of called recipients as a worker would have written it: authorizations in eights, facts of their calls. */
const callsInBatch = 8

/** Ids of 128 bits, the same ones each time: a counter behind the name of its kind. */
export const idOf = (kind, k) => kind + k.toString(16).padStart(32 - kind.length, '0')

const hourMs = 3_600_000
/** Three in ten do not answer at first and are called again; the retry is due long before anybody looks. */
const isRetried = (recipient) => recipient % 10 < 3

const writtenBy = (write, type, data) => ({ id: write.newId(), type, data })

/** `call`: recipient, n, attempt. */
const factsOfCall = (write, [recipient, n, attempt]) => {
  const said = { at: write.at, recipient, n, attempt, incarnation: write.incarnation }
  write.pass += 1
  const fact = (type, more) => writtenBy(write, type, { ...said, ...more })
  const placed = fact('CallPlaced', { pass: write.pass, permitAgeUs: 900 })
  const ringing = fact('CallRinging', { sinceOriginateMs: 210 })
  const ended = (disposition, status, ringMs, talkMs) =>
    fact('CallEnded', { disposition, status, cause: '16', ringMs, talkMs })
  if (n === 1 && isRetried(recipient)) return [placed, ringing, ended('no-answer', '480', 25_000, 0)]
  return [
    placed,
    ringing,
    fact('CallAnswered', { sinceOriginateMs: 7_000 }),
    ended('answered', '200', 7_000, 12_000),
  ]
}

const batchOf = (write, outreach, recipients, n) => {
  const calls = recipients.map((recipient) => {
    write.attempts += 1
    return [recipient, n, idOf('a', write.attempts), -300]
  })
  const seen = write.callsSeen
  const event = writtenBy(write, 'CallsAuthorized', {
    ...{ at: write.at, outreach, incarnation: write.incarnation, permitMs: 1_000 },
    ...{ callsSeen: [[outreach, seen]], suppressionSeen: null, calls },
  })
  const facts = calls.flatMap((call) => factsOfCall(write, call))
  write.callsSeen = (seen ?? -1) + facts.length
  return { event, facts }
}

/** Pieces of the story of the first `called` recipients: events of the campaign's stream, and facts. */
export function* story({ outreach, incarnation, called, recipientsInPiece, newId }) {
  const at = new Date(Date.now() - hourMs).toISOString()
  const write = { at, incarnation, newId, pass: 0, attempts: 0, callsSeen: null }
  for (let first = 0; first < called; first += recipientsInPiece) {
    const last = Math.min(called, first + recipientsInPiece)
    const all = Array.from({ length: last - first }, (_, k) => first + k)
    const batches = []
    for (const [n, group] of [
      [1, all],
      [2, all.filter(isRetried)],
    ])
      for (let k = 0; k < group.length; k += callsInBatch)
        batches.push(batchOf(write, outreach, group.slice(k, k + callsInBatch), n))
    yield { own: batches.map(({ event }) => event), facts: batches.flatMap(({ facts }) => facts) }
  }
}
