/**
 * Jest's own runner of a test file, until one test has failed: the mutant is dead, and what would run after it, in
 * this file and in others, is passed over. (Jest can only bail by ending the process. Stryker asks for the name.)
 */
import runner from 'jest-circus/runner'

export const notRun = 'not run: the mutant is dead'

/** Of runs, by their settings: jest hands every file of a run the same ones. */
const killed = new WeakSet()

const passedOver = (testFilePath) => ({
  leaks: false,
  numFailingTests: 0,
  numPassingTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  openHandles: [],
  perfStats: {
    start: 0,
    end: 0,
    runtime: 0,
    slow: false,
    loadTestEnvironmentStart: 0,
    loadTestEnvironmentEnd: 0,
  },
  skipped: true,
  snapshot: {
    added: 0,
    fileDeleted: false,
    matched: 0,
    unchecked: 0,
    uncheckedKeys: [],
    unmatched: 0,
    updated: 0,
  },
  testFilePath,
  testResults: [
    {
      ancestorTitles: [],
      failureDetails: [],
      failureMessages: [],
      fullName: notRun,
      numPassingAsserts: 0,
      status: 'pending',
      title: notRun,
    },
  ],
})

const untilKilled = async (globalConfig, config, environment, runtime, testPath, send) => {
  if (killed.has(globalConfig)) return passedOver(testPath)
  const told = environment.handleTestEvent?.bind(environment)
  environment.handleTestEvent = async (event, state) => {
    if (event.name === 'test_start' && killed.has(globalConfig)) event.test.mode = 'skip'
    if (event.name === 'test_done' && event.test.errors.length > 0) killed.add(globalConfig)
    await told?.(event, state)
  }
  return runner.default(globalConfig, config, environment, runtime, testPath, send)
}

export default untilKilled
