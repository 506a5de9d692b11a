/** The house's rules where a tool can hold them: strict types, no loose promises, no classes, a pure core. */
import tseslint from 'typescript-eslint'

const tests = ['**/*.test.ts', '**/*.fixture.ts']

const noClass = {
  selector: 'ClassDeclaration, ClassExpression',
  message: 'Records and functions, not classes.',
}

/** What `domain` and `eventlog` must not do; the failure says what to do instead. */
const noEffects = [
  { selector: 'ThrowStatement', message: 'A failure is a value here: answer with an Either.' },
  { selector: ':function[async=true], AwaitExpression', message: 'The core does not wait; shells do.' },
  { selector: "NewExpression[callee.name='Promise']", message: 'The core does not wait; shells do.' },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes in as an argument.',
  },
]

const portsOnly = 'Clocks, dice, timers and the process come in through ports.'
const outside = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'process',
  'crypto',
]

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', 'coverage/', '.cache/', 'packages/**/*.js', '**/*.cjs'] },
  tseslint.configs.base,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': ['error', noClass],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: 'tsconfig.tests.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_$', destructuredArrayIgnorePattern: '^_' },
      ],
      // Numbers in text are fine, and so are one-line effects. Ports answer promises also where nothing waits.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/prefer-optional-chain': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Without classes there is no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
      // It believes that nothing changes across a call or a wait: it calls the check of a flag useless.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'max-lines': ['error', 250],
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'fp-ts', message: 'Import deeply: fp-ts/lib/Either.' }],
          patterns: [{ group: ['fp-ts/*', '!fp-ts/lib'], message: 'Import deeply: fp-ts/lib/Either.' }],
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: [...tests, 'packages/contracts/**'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    // Tests bend types on purpose: what is wrong must be writable to be shown.
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  { files: ['examples/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['packages/domain/src/**/*.ts', 'packages/eventlog/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-syntax': ['error', noClass, ...noEffects],
      'no-restricted-globals': ['error', ...outside.map((name) => ({ name, message: portsOnly }))],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: portsOnly },
        { object: 'Math', property: 'random', message: portsOnly },
      ],
    },
  },
)
