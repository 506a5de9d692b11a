/** The count at the end of `npm test` leaves nothing out: a file that cannot run and a jest that dies are failures. */
import { expect, test } from '@jest/globals'
import { ask } from './module.fixture'

const check = (passed: boolean): object => ({ name: 'lint', passed, ms: 1 })
const tests = (numbers: object): object => ({
  ...{
    numPassedTests: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  },
  ...numbers,
})
const ran = (passed: boolean, numbers: object): object => ({
  name: 'tests',
  passed,
  ms: 1,
  tests: tests(numbers),
})
const counted = (...outcomes: readonly object[]): unknown => ask('summary.mjs', 'countsOf', outcomes)

test('each check is one, each test is one', () =>
  expect(counted(check(true), check(false), ran(true, { numPassedTests: 40 }))).toEqual({
    ...{ passed: 41, failed: 1, skipped: 0 },
  }))

test('a test file that could not run is a failure', () =>
  expect(counted(ran(false, { numPassedTests: 3, numRuntimeErrorTestSuites: 1 }))).toMatchObject({
    failed: 1,
  }))

test('so is a jest that fails without a failed test, or leaves no report', () => {
  expect(counted(ran(false, { numPassedTests: 3 }))).toEqual({ passed: 3, failed: 1, skipped: 0 })
  expect(counted({ name: 'tests', passed: false, ms: 1 })).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('the last line tells of skipped tests where there are any', () => {
  expect(ask('summary.mjs', 'lastLine', { passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed')
  expect(ask('summary.mjs', 'lastLine', { passed: 7, failed: 1, skipped: 2 })).toBe(
    '7 passed, 1 failed, 2 skipped',
  )
})

test('skipped tests are named by their full titles', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'a store works' },
    { status: 'pending', fullName: 'a store: no driver is installed' },
  ]
  expect(ask('summary.mjs', 'skippedOf', { testResults: [{ assertionResults }] })).toEqual([
    'a store: no driver is installed',
  ])
})
