/**
 * Jest's order of test files when mutants are tried. Only files with a test that the name pattern selects: loading a
 * file to skip all of it costs more than most tests. First the one that killed the last mutant, as neighbours die of
 * the same test; then the quickest, as the first failure ends the run.
 */
import { notRun } from './jest-circus-until-killed.mjs'

/** Of each file, the names of its tests and its longest run. One process tries many mutants, and learns as it goes. */
const known = new Map()
let killer = null

/** A slow killer may wait for its turn: most mutants die of something quicker. */
const quickMs = 1_000

const learn = ({ testFilePath, testResults, perfStats, numFailingTests }) => {
  const names = testResults.map(({ fullName }) => fullName)
  if (names.length === 0 || names[0] === notRun) return
  const ms = Math.max(perfStats.runtime, known.get(testFilePath)?.ms ?? 0)
  known.set(testFilePath, { names, ms })
  if (numFailingTests > 0) killer = ms < quickMs ? testFilePath : null
}

const rank = ({ path }) => (path === killer ? -1 : (known.get(path)?.ms ?? 0))
const ordered = (tests) => tests.toSorted((one, other) => rank(one) - rank(other))

/** Jest makes one with `new`, for each run. */
export default function Order({ globalConfig }) {
  const { testNamePattern } = globalConfig
  const wanted = testNamePattern ? new RegExp(testNamePattern, 'i') : null
  const mayRun = ({ path }) =>
    wanted === null || !known.has(path) || known.get(path).names.some((name) => wanted.test(name))
  return {
    sort: (tests) => ordered(tests.some(mayRun) ? tests.filter(mayRun) : tests),
    allFailedTests: (tests) => tests,
    cacheResults: (_tests, results) => results.testResults.forEach(learn),
  }
}
