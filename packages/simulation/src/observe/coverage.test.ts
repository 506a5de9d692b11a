/** A world in which something never happens proves nothing about it: every fault and every rare situation is met. */
import { expect, test } from '@jest/globals'
import { runMany } from '../run/many'

/** Each is met in a standard run. Rarer than one in a hundred seeds: not named here, but counted by `--counts`. */
const met = [
  ...['crash', 'freeze', 'sleep', 'slow turn', 'clock jump', 'feed silent', 'feed late', 'carrier down'],
  ...['keys unreadable', 'shutdown', 'stop', 'delete', 'import', 'lose', 'lose answer', 'unavailable'],
  ...['delay', 'linger', 'delay answer', 'last moment'],
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
]

/** Met too, and so rarely that a standard run may miss one of them. */
const rare = [
  'a deletion during an import',
  'an authorization that was given up',
  'an authorization whose worker is frozen',
  'an authorization of a deposed claimant',
  'refused by a promise of absence',
  'carrier-absent told by a successor',
  'the last look stops a call',
  'a look shows the past',
  'an originate arrives behind the quiet',
  'CallPlaced behind the quiet',
  'quiet said by a worker without the claim',
  'quiet lists too much',
  'yielded because: keys unreadable',
]

const seeds = Number(process.env['LASTCALL_COVERAGE_SEEDS'] ?? 500)

test('every fault and every rare situation is met in a standard run', () => {
  const { counts, broken } = runMany(1, 1 + seeds)
  expect(broken).toEqual([])
  expect([...met, ...situations].filter((what) => counts[what] === undefined)).toEqual([])
  expect(rare.filter((what) => counts[what] !== undefined).length).toBeGreaterThan(rare.length / 2)
}, 600_000)
