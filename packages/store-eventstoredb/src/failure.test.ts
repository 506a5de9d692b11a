/** Section by section, what is seen becomes what the port knows: nobody looks at the class of an error. */
import { describe, expect, test } from '@jest/globals'
import { none, some } from 'fp-ts/lib/Option'
import { appendFailureOf, troubleOf, whyOf } from './failure'

const becomes = (error: unknown) => appendFailureOf(troubleOf(error))
const seen = (fields: object, message = '') => Object.assign(new Error(message), fields)

describe('a conflict', () => {
  test('names the newest revision, a bigint', () =>
    expect(becomes(seen({ type: 'wrong-expected-version', actualVersion: 7n }))).toEqual({
      is: 'conflict',
      actual: some(7),
    }))

  test('or none, where there is no stream', () =>
    expect(becomes(seen({ type: 'wrong-expected-version', actualVersion: 'no_stream' }))).toEqual({
      is: 'conflict',
      actual: none,
    }))
})

test.each([
  ['another node is the leader', seen({ type: 'not-leader', code: 5 }), 'unavailable'],
  ['nobody was discovered', seen({}, 'Failed to discover after 10 attempts.'), 'unavailable'],
  ['batch: not ready', seen({ type: 'unknown' }, 'Server Is Not Ready'), 'unavailable'],
  ['the stream is deleted', seen({ type: 'stream-deleted', code: 9 }), 'refused'],
  ['access is denied', seen({ type: 'access-denied', code: 7 }), 'refused'],
  ['too large', seen({ type: 'maximum-append-size-exceeded', code: 3 }), 'refused'],
  ['batch, 25 and later: too large', seen({ type: 'unknown' }, 'Could not recognize type'), 'refused'],
  [
    'an event of 17 MiB',
    seen({ type: 'unknown', code: 8 }, 'Received message exceeds the maximum configured message size.'),
    'refused',
  ],
  [
    '25 and later: an event over its limit',
    seen({ type: 'unknown', code: 3 }, 'Record too large'),
    'refused',
  ],
  [
    'a connection that was told to calm down',
    seen({ type: 'unknown', code: 8 }, 'Bandwidth exhausted or memory limit exceeded'),
    'uncertain',
  ],
  ['the server’s time-out', seen({ type: 'timeout', code: 10 }), 'uncertain'],
  ['the deadline', seen({ type: 'deadline-exceeded', code: 4 }), 'uncertain'],
  [
    'unavailable, also: not ready',
    seen({ type: 'unavailable', code: 14 }, 'Server Is Not Ready'),
    'uncertain',
  ],
  ['cancelled', seen({ type: 'cancelled', code: 1 }), 'uncertain'],
  ['unknown', seen({ type: 'unknown', code: 2 }), 'uncertain'],
  ['a raw error of a dead server', seen({ code: 14 }, 'No connection established'), 'uncertain'],
  ['an error of no kind', new Error('something'), 'uncertain'],
  ['what is no error at all', 'a text', 'uncertain'],
  ['nothing', undefined, 'uncertain'],
])('%s', (_, error, is) => expect(becomes(error)).toMatchObject({ is }))

test('an error of another copy of the client means the same: its class does not count', () =>
  expect(becomes({ type: 'stream-deleted', message: 'gone' })).toMatchObject({ is: 'refused' }))

test('the reason is one line and bounded', () => {
  expect(whyOf(troubleOf(seen({ type: 'unknown', code: 2 }, 'x'.repeat(1_000)))).length).toBeLessThanOrEqual(
    300,
  )
  expect(whyOf(troubleOf(seen({ code: 14 }, 'dead')))).toBe('error 14: dead')
})
