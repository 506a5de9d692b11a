/** The walls of the house: arrows go up the list only, and only a package's index crosses its wall. */

/** Who knows whom; what those know is known too. Mirrors the list in docs/decisions and in each package.json. */
const knows = {
  eventlog: [],
  'sqlite-file': [],
  domain: ['eventlog'],
  history: ['domain'],
  vault: ['eventlog', 'sqlite-file'],
  campaigns: ['history', 'vault'],
  carrier: ['domain'],
  'dialer-worker': ['history', 'vault', 'carrier', 'sqlite-file'],
  audit: ['history', 'carrier'],
  'store-memory': ['eventlog'],
  'store-sqlite': ['eventlog', 'sqlite-file'],
  'store-eventstoredb': ['eventlog'],
  'eventstoredb-standin': [],
  'keys-postgres': ['vault'],
  'carrier-sim': ['carrier'],
  'carrier-sip': ['carrier'],
  'carrier-twilio': ['carrier'],
  contracts: ['eventlog', 'carrier', 'vault', 'sqlite-file'],
  console: ['campaigns', 'audit'],
}

/** These wire everything together. Both are published: users try stores and carriers of their own in the simulation. */
const wiring = ['cli', 'simulation']

const closure = (name) => [name, ...knows[name].flatMap(closure)]
const any = (names) => `(${names.join('|')})`
const tests = String.raw`\.(test|fixture)\.ts$`

const arrows = Object.keys(knows).map((name) => ({
  name: `${name} knows ${knows[name].join(', ') || 'nobody'}`,
  comment: 'An arrow that goes down the list, or past it.',
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: tests },
  to: { path: '^packages/', pathNot: `^packages/${any(closure(name))}/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'every package has its place',
      comment: 'A package that this list does not name yet: decide what it knows.',
      severity: 'error',
      from: { path: `^packages/(?!${any([...Object.keys(knows), ...wiring])}/)`, pathNot: tests },
      to: { path: '^packages/' },
    },
    {
      name: 'nobody knows the wiring',
      comment: 'The command and the simulation are at the end of the list.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: `^packages/${any(wiring)}/`, pathNot: '^packages/$1/' },
    },
    {
      name: 'only an index crosses a wall',
      comment: "What another package may use stands in the package's index.",
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', String.raw`^packages/[^/]+/(src|dist)/index\.`] },
    },
    {
      name: 'no circles',
      comment: 'Of what is loaded; two files of one package may know each other by type.',
      severity: 'error',
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'the core computes',
      comment:
        'domain and eventlog know fp-ts, io-ts and each other: no file, socket, clock or random number.',
      severity: 'error',
      from: { path: '^packages/(domain|eventlog)/', pathNot: tests },
      to: { pathNot: ['^packages/(domain|eventlog)/', 'node_modules/(fp-ts|io-ts)/'] },
    },
    {
      name: 'tests are for tests',
      comment: 'Test code is not built.',
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'everything is found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'require', 'node', 'default'],
      mainFields: ['types', 'main'],
    },
  },
}
