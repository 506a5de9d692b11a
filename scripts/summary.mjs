/** What is said at the end of `npm test`: a table, the tests that were skipped, and the count. */
import { seconds } from './run.mjs'

/** A test file that could not even be run counts as one failure; tests that are to be written count as skipped. */
const testCounts = (tests) => ({
  passed: tests.numPassedTests,
  failed: tests.numFailedTests + tests.numRuntimeErrorTestSuites,
  skipped: tests.numPendingTests + tests.numTodoTests,
})

/** Every test counts as one, every other check as one; jest itself only where it failed without a failed test. */
export const countsOf = (outcomes) => {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, tests } of outcomes) {
    const counts = tests ? testCounts(tests) : { passed: 0, failed: 0, skipped: 0 }
    const alone = !tests || (!passed && counts.failed === 0)
    sum.passed += counts.passed + (alone && passed ? 1 : 0)
    sum.failed += counts.failed + (alone && !passed ? 1 : 0)
    sum.skipped += counts.skipped
  }
  return sum
}

/** The full titles of skipped tests; a title says why (see CONTRIBUTING.md). */
export const skippedOf = (tests) =>
  (tests?.testResults ?? []).flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'todo')
      .map(({ fullName }) => fullName),
  )

const row = ({ name, passed, ms, tests }) => {
  const counts = tests ? testCounts(tests) : null
  const detail = counts ? `  ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : ''
  return `${name.padEnd(12)}${passed ? 'PASS' : 'FAIL'}${seconds(ms).padStart(10)}${detail}`
}

export const summaryOf = (outcomes) => outcomes.map(row).join('\n')

/** The last line of all. */
export const lastLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`
