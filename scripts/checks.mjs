/** Every check beside the tests: what it is called, and the program that makes it. */
import { installed } from './run.mjs'

/** In the order in which they are told. */
export const checks = [
  { name: 'types', args: [installed('typescript/bin/tsc'), '-p', 'tsconfig.tests.json'] },
  { name: 'lint', args: [installed('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'format', args: [installed('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  {
    name: 'walls',
    args: [
      installed('dependency-cruiser/bin/dependency-cruise.mjs'),
      'packages/*/src',
      '--output-type',
      'err',
    ],
  },
  { name: 'dead code', args: [installed('knip/bin/knip.js'), '--no-progress'] },
]
