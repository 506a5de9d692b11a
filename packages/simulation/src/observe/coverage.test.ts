/** A world in which something never happens proves nothing about it: every fault and every rare situation is met. */
import { expect, test } from '@jest/globals'
import { planOf } from '../plan/draw'
import { runMany } from '../run/many'
import { run } from '../run/run'

/** Each is met in a standard run. */
const met = [
  ...['crash', 'freeze', 'sleep', 'slow turn', 'clock jump', 'feed silent', 'feed late', 'carrier down'],
  ...['keys unreadable', 'shutdown', 'stop', 'delete', 'import', 'lose', 'lose answer', 'unavailable'],
  ...['delay', 'linger', 'delay answer', 'last moment', 'doze', 'stale', 'twice'],
].map((fault) => `fault: ${fault}`)

const situations = [
  'a stop between append and acknowledgement',
  'a stop while an authorization is on its way',
  'a stop while permits are alive',
  'a stop while an originate travels',
  'a stop during a call',
  'a stop of what has not begun',
  'a stop that stands twice',
  'a stop took the place of an authorization',
  'a deletion during a call',
  'a takeover during a call',
  'a takeover from a worker that is alive',
  'two claims under way',
  'a conflict of CallsAuthorized',
  'a conflict of DialingClaimed',
  'an append in doubt',
  'CallsAuthorized found by its id',
  'CallsAuthorized given up',
  'an authorization whose worker is dead',
  'a permit is over at the gate',
  'the gate stops a call',
  'an originate leaves behind the stop',
  'an originate arrives behind the stop',
  'an originate arrives after its worker died',
  'closed: own-gate',
  'closed: unresolved',
  'ended after unresolved',
  'unresolved told by a successor',
  'ended told by a successor',
  'authorized again after own-gate',
  'authorized again after ended',
  'a fact that stands twice',
  'an opt-out',
  'quiet said by a person',
  'quiet said twice',
  'quiet with open calls',
  'CallPlaced after an outcome',
  'claimed because: silence',
  'claimed because: same worker restarted',
  'claimed because: predecessor yielded',
  'yielded because: shutdown',
  'yielded because: carrier unhealthy',
  'an authorization that was given up',
  'an authorization that was given up stands while the next one for its recipient is in doubt',
  'an authorization whose worker is frozen',
  'carrier-absent told by a successor',
  'authorized again after carrier-absent',
  'the last look stops a call',
  'a look shows the past',
  'an originate arrives behind the quiet',
  'CallPlaced behind the quiet',
  'a permit outlives a takeover',
  'a stop while a deaf worker holds a permit',
  'an originate leaves behind a takeover',
  'an originate leaves in the last hundredth of its permit',
  'a placed call of which the carrier does not know',
  'a stop is seen',
  'a long wait in which nothing is owed',
]

/** So rare that a seed is named that shows it. Another plan for each seed: `--seeds 5000 --counts` tells the first of each. */
const rare: Readonly<Record<string, number>> = {
  'a deletion during an import': 1_542,
  'a stop behind the completion': 280,
  'an authorization of a deposed claimant': 108,
  'quiet said by a worker without the claim': 175,
  'quiet lists too much': 205,
  'own-gate after carrier-absent': 463,
  'own-gate after unresolved': 634,
  'unresolved after ended': 1_648,
  'DialingClaimed given up': 30,
  'OutreachCompleted given up': 2_482,
  'OutreachQuiesced given up': 840,
  'yielded because: keys unreadable': 3_921,
}

const seeds = Number(process.env['LASTCALL_COVERAGE_SEEDS'] ?? 500)

test('every fault and every rare situation is met in a standard run', () => {
  const { counts, broken } = runMany(1, 1 + seeds)
  expect(broken).toEqual([])
  expect([...met, ...situations].filter((what) => counts[what] === undefined)).toEqual([])
}, 600_000)

test('what is rarer than that is met by the seed that is named for it', () => {
  const missed = Object.entries(rare).filter(([what, seed]) => !run(planOf(seed)).counts.has(what))
  expect(missed).toEqual([])
})
