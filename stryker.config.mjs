/** Mutation testing of one package, named by LASTCALL_MUTATE; `npm run mutate` sets it. See docs/MUTATION.md. */
import { fileURLToPath } from 'node:url'
import { packages } from './scripts/mutation/packages.mjs'

const name = process.env.LASTCALL_MUTATE ?? 'eventlog'
const { mutate, tests, but = [] } = packages[name]
const cache = '.cache/stryker'

// A property that fails, fails soon: fewer stories of two workers do, and mutants that live cost less.
process.env.LASTCALL_RUNS ??= '20'

const script = (path) => fileURLToPath(new URL(`scripts/mutation/${path}`, import.meta.url))

export default {
  mutate,
  testRunner: 'jest',
  jest: {
    // Only the package's own tests judge its mutants: who holds a rule must show it.
    config: {
      roots: [`<rootDir>/${tests}`],
      testPathIgnorePatterns: but,
      // Both spare a child process in each of thousands of runs.
      watchman: false,
      haste: { forceNodeFilesystemAPI: true },
      testSequencer: script('order.mjs'),
      testRunner: script('jest-circus-until-killed.mjs'),
    },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: `${cache}/${name}.incremental.json`,
  // A sandbox needs the sources and the settings of jest, nothing else.
  ignorePatterns: [
    '**',
    '!packages/*/src/**',
    '!packages/*/package.json',
    '!package.json',
    '!jest.config.ts',
  ],
  tempDirName: `${cache}/${name}`,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: `${cache}/${name}.json` },
  htmlReporter: { fileName: `${cache}/${name}.html` },
  clearTextReporter: { logTests: false, allowEmojis: false },
  allowConsoleColors: process.stdout.isTTY === true,
  concurrency: Number(process.env.LASTCALL_MUTATE_CONCURRENCY ?? 1),
  timeoutMS: 10_000,
  thresholds: { high: 95, low: 90, break: 90 },
}
