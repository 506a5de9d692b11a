/** What people type is taken as they mean it, or refused with an example. */
import { describe, expect, test } from '@jest/globals'
import type { Either } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import { factor, hours, portNumber, retries, startTime, wholeNumber, workerName } from './parse'

const valueOf = <A>(answer: Either<Trouble, A>): A => {
  if (answer._tag === 'Left') throw new Error(answer.left.what)
  return answer.right
}

const refused = (answer: Either<Trouble, unknown>, text: string): void => {
  expect(answer).toMatchObject({ left: { ending: 'usage', is: 'bad option', where: text } })
  if (answer._tag === 'Left') expect(answer.left.todo).toMatch(/^Give /)
}

describe('hours', () => {
  test.each([
    ['08:00-21:00', 480, 1260],
    ['00:00-24:00', 0, 1440],
    ['23:58-23:59', 1438, 1439],
  ])('%s', (text, opensMin, closesMin) => expect(valueOf(hours(text))).toEqual({ opensMin, closesMin }))

  test.each(['8-21', '21:00-08:00', '08:00-08:00', '08:60-21:00', '00:00-24:01', '08:00', ''])(
    'not %j',
    (text) => refused(hours(text), text),
  )
})

describe('start time', () => {
  test('now, and a time with its offset', () => {
    expect(valueOf(startTime('now', 17))).toBe(17)
    expect(valueOf(startTime('2026-01-31T12:00:00Z', 0))).toBe(Date.UTC(2026, 0, 31, 12))
    expect(valueOf(startTime('2026-01-31T12:00:00-05:00', 0))).toBe(Date.UTC(2026, 0, 31, 17))
  })

  test.each(['tomorrow', '2026-01-31', '2026-01-31T12:00:00', '2026-13-31T12:00:00Z', '1769860800'])(
    'not %j: without an offset nobody knows when it is',
    (text) => refused(startTime(text, 0), text),
  )
})

describe('retries', () => {
  test('seconds by how a call ended; none is none', () => {
    expect(valueOf(retries('busy=600,no-answer=3600'))).toEqual({ busy: 600_000, 'no-answer': 3_600_000 })
    expect(valueOf(retries(''))).toEqual({})
  })

  test.each(['busy', 'busy=', 'busy=-1', 'busy=1.5', 'answered=60', 'unwanted=60', 'unresolved=60'])(
    'not %j',
    (text) => refused(retries(text), text),
  )
})

test('whole numbers, ports, factors', () => {
  expect(valueOf(wholeNumber('--cps', '5', 1))).toBe(5)
  for (const text of ['0', '-1', '1.5', 'five', '', ' ', '1e99']) refused(wholeNumber('--cps', text, 1), text)
  expect([valueOf(portNumber('--port', '0')), valueOf(portNumber('--port', '65535'))]).toEqual([0, 65_535])
  for (const text of ['65536', '-1', 'http', '']) refused(portNumber('--port', text), text)
  expect(valueOf(factor('--speed', '0.5'))).toBe(0.5)
  for (const text of ['0', '-1', 'fast', '', 'Infinity']) refused(factor('--speed', text), text)
})

test('a name of a worker stays inside its folder', () => {
  for (const text of ['one', 'host-1.example.org', 'A_b']) expect(valueOf(workerName(text))).toBe(text)
  for (const text of ['', '.', '..', '../x', 'a/b', 'a\\b', '.hidden', 'a b', 'x'.repeat(101)])
    refused(workerName(text), text)
})
