import { expect, test } from '@jest/globals'
import { nobodyNamed, wordsOn } from './held-by'

const frozen = { pid: 71, program: 'node', isStopped: true, isCertain: true }

test('a stopped process is named with both ways out', () => {
  const words = wordsOn(frozen, false)
  expect(words).toMatch(/^process 71 \(node\) holds the log and is stopped by a signal; /)
  expect(words).toMatch(/kill -CONT 71.*kill -KILL 71.*--kill-holder/)
})

test('one that is only suspected is said to be so, and left to people', () => {
  for (const kill of [false, true]) {
    const words = wordsOn({ ...frozen, isCertain: false }, kill)
    expect(words).toMatch(/^process 71 \(node\) probably holds the log and is stopped by a signal; /)
    expect(words).not.toMatch(/kill-holder|ended now/)
  }
})

test('one that is at work is not to be ended', () =>
  expect(wordsOn({ ...frozen, isStopped: false }, true)).not.toMatch(/kill|ended/))

test('where nobody can be named it is said how to look', () =>
  expect(nobodyNamed('events.db')).toContain('`lsof events.db-shm`'))
