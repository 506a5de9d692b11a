/** Folding three million authorizations of a million recipients, against a bare transition table over the same events. */
import { setTimeout } from 'node:timers/promises'
import { evolveFact, recipientClasses, recount } from '@lastcall/domain'
import { evolveHistoryAll, historyOf, retryOf } from '@lastcall/history'
import { bareFold } from './fold/bare.mjs'
import { authorizations, campaign, factsOf, opening, outreach, recipients, rounds } from './fold/events.mjs'
import { limit, line, median, say, spread, tell } from './parts/figures.mjs'

const timesOver = 5
const leastRatio = 3
const mostBytes = 8

const timed = (work) => {
  const begun = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - begun) / 1e6
}

/** Buffers are given back some time after their collection, so it is asked for until nothing more goes. */
const held = async () => {
  let before = null
  for (;;) {
    globalThis.gc()
    await setTimeout(50)
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    if (before !== null && arrayBuffers >= before.arrayBuffers) return { heapUsed, arrayBuffers }
    before = { heapUsed, arrayBuffers }
  }
}

const opened = () => evolveHistoryAll(historyOf(campaign, null), opening, 0)

/** Which of the two goes first changes from page to page: the second one finds the events in the cache. */
const fairly = (k, ours, peers) => {
  if (k % 2 === 0) return [timed(ours), timed(peers)]
  const peer = timed(peers)
  return [timed(ours), peer]
}

const foldOnce = () => {
  let history = opened()
  const bare = bareFold(recipients)
  const packed = history.outreaches.get(outreach).recipients
  const retry = retryOf(history)
  const ms = { authorized: 0, bareAuthorized: 0, facts: 0, bareFacts: 0 }
  let revision = opening.length
  let k = 0
  for (const page of authorizations()) {
    const [ours, peers] = fairly(
      k,
      () => {
        history = evolveHistoryAll(history, page, revision)
        revision += page.length
      },
      () => bare.authorizations(page),
    )
    const facts = factsOf(page)
    const [ourFacts, peersFacts] = fairly(
      k,
      () => {
        for (const fact of facts) evolveFact(packed, fact, retry)
      },
      () => bare.facts(facts),
    )
    ms.authorized += ours
    ms.bareAuthorized += peers
    ms.facts += ourFacts
    ms.bareFacts += peersFacts
    k += 1
  }
  const notReached = recount(packed)[recipientClasses.indexOf('not reached')]
  if (notReached !== recipients || !bare.isAllEnded() || packed.violation !== null)
    throw new Error(`the folds do not agree: ${notReached} not reached, ${packed.violation}`)
  return ms
}

/** Without the peer, whose table may or may not have been collected by then. */
const bytesOnce = async () => {
  const before = await held()
  let history = opened()
  let revision = opening.length
  for (const page of authorizations()) {
    history = evolveHistoryAll(history, page, revision)
    revision += page.length
    const { recipients: packed } = history.outreaches.get(outreach)
    for (const fact of factsOf(page)) evolveFact(packed, fact, retryOf(history))
  }
  const now = await held()
  const buffers = now.arrayBuffers - before.arrayBuffers
  const { codes, due } = history.outreaches.get(outreach).recipients
  const arrays = codes.byteLength + due.byteLength
  // Less than the arrays themselves: it was the measurement that was wrong.
  if (buffers < arrays) throw new Error(`${buffers} bytes measured, and ${arrays} in the arrays alone`)
  return { buffers: buffers / recipients, heapKb: (now.heapUsed - before.heapUsed) / 1_000 }
}

foldOnce()
const runs = []
for (let k = 0; k < timesOver; k += 1) {
  runs.push(foldOnce())
  say(`round ${k + 1} of ${timesOver}`)
}
const of = (pick) => runs.map(pick)
const calls = recipients * rounds
const authorized = of((run) => (run.authorized * 1e6) / calls)
const bareAuthorized = of((run) => (run.bareAuthorized * 1e6) / calls)
const all = of((run) => ((run.authorized + run.facts) * 1e6) / (3 * calls))
const bareAll = of((run) => ((run.bareAuthorized + run.bareFacts) * 1e6) / (3 * calls))
await bytesOnce()
const memory = []
for (let k = 0; k < timesOver; k += 1) memory.push(await bytesOnce())
const bytes = memory.map(({ buffers }) => buffers)

const peer = (values) => ({ what: 'transition table', value: median(values) })
const fold = (what, ours, peers) =>
  line({ what, value: median(ours), unit: 'ns', against: peer(peers), most: leastRatio })

tell({
  lines: [
    fold('fold of 3,000,000 authorizations, each', authorized, bareAuthorized),
    fold('fold of these and 6,000,000 facts, each', all, bareAll),
    line({
      what: 'memory for one recipient',
      value: median(bytes),
      unit: 'bytes',
      against: limit(mostBytes),
      most: 1,
    }),
  ],
  raw: [
    spread('authorizations folded by history, each', 'ns', authorized),
    spread('authorizations folded by the table, each', 'ns', bareAuthorized),
    spread('authorizations and facts folded by history, each', 'ns', all),
    spread('authorizations and facts folded by the table, each', 'ns', bareAll),
    spread('buffers that the folded history holds, for each recipient', 'bytes', bytes),
    spread(
      'what its heap has grown by, for all of them together; the noise is as large',
      'kB',
      memory.map(({ heapKb }) => heapKb),
    ),
  ],
  notes: [
    'Facts close each authorization before the next round, as in a real log; in the first figure they are folded untimed.',
  ],
})
