/** What is mutated, package by package, and which tests must notice. */

/** Not: tests and what only they use, walls that only pass on. Pure types have nothing that could be mutated. */
const sources = (root) => [
  `${root}/**/*.ts`,
  `!${root}/**/*.test.ts`,
  `!${root}/**/*.fixture.ts`,
  `!${root}/**/index.ts`,
]

export const packages = {
  /** What a built package is asked has no mutants in it: a sandbox is not built. */
  eventlog: {
    mutate: sources('packages/eventlog/src'),
    tests: 'packages/eventlog/src',
    but: ['\\.built\\.test\\.ts$'],
  },
  audit: { mutate: sources('packages/audit/src/invariants'), tests: 'packages/audit/src/invariants' },
  domain: { mutate: sources('packages/domain/src'), tests: 'packages/domain/src' },
  /** The machines: the shell runs their effects in real time, and its tests do too. Long tests judge effort, not rules. */
  'dialer-worker': {
    mutate: [...sources('packages/dialer-worker/src'), '!packages/dialer-worker/src/shell/**'],
    tests: 'packages/dialer-worker/src',
    but: ['/dialer-worker/src/shell/', '\\.long\\.test\\.ts$'],
  },
}
