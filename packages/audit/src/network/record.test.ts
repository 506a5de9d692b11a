/** Reading the network's record: torn at the end is tolerated, anything else is an error with its line. */
import { attempt } from '../log.fixture'
import { readNetworkRecord } from './record'

const line = (seq: number): string =>
  JSON.stringify({ seq, atUs: 1, monotonicUs: 1, attempt: attempt(1), saw: 'originate' })
const whole = `${line(1)}\n${line(2)}\n`

test('whole lines', () =>
  expect(readNetworkRecord(whole)).toMatchObject({
    right: { records: [{ seq: 1 }, { seq: 2 }], tornLine: null },
  }))

test('nothing at all', () =>
  expect(readNetworkRecord('')).toEqual({ _tag: 'Right', right: { records: [], tornLine: null } }))

test('a last line that misses only its line feed is whole', () =>
  expect(readNetworkRecord(whole.trimEnd())).toMatchObject({
    right: { records: { length: 2 }, tornLine: null },
  }))

test.each(Array.from({ length: line(3).length - 1 }, (_, k) => k + 1))('torn after %i characters', (k) =>
  expect(readNetworkRecord(whole + line(3).slice(0, k))).toMatchObject({
    right: { records: { length: 2 }, tornLine: 3 },
  }),
)

test.each([
  ['a torn line in the middle', `${line(1)}\n${line(2).slice(0, 9)}\n${line(3)}\n`, 2, 'not JSON'],
  ['a torn line with a line feed', `${line(1)}\n{"seq\n`, 2, 'not JSON'],
  ['something else', `${line(1)}\n{"seq":2}\n`, 2, 'not a network record'],
  ['a missing line', `${line(1)}\n${line(3)}\n`, 2, 'seq 3 does not follow 1'],
  ['a record that was cut in front', `${line(2)}\n`, 1, 'seq 2 does not follow 0'],
])('%s is an error that names its line', (_, text, at, why) =>
  expect(readNetworkRecord(text)).toEqual({
    _tag: 'Left',
    left: { is: 'malformed network record', line: at, why },
  }),
)
