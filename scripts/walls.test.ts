/** The walls stand: a small house in which every rule is broken once, under the configuration of the real one. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const repository = dirname(__dirname)
const depcruise = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

const packages = ['eventlog', 'domain', 'history', 'vault', 'carrier', 'audit', 'cli', 'newcomer']

/** The house: every package with an index and something behind its wall. */
const rooms = Object.fromEntries(
  packages.flatMap((name) => [
    [
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@lastcall/${name}`, exports: './src/index.ts' }),
    ],
    [`packages/${name}/src/index.ts`, 'export const open = 1\n'],
    [`packages/${name}/src/inner.ts`, 'export const inner = 1\n'],
  ]),
)

/** File, what it imports, and the rule that says no; null: nobody minds. */
const imports: readonly (readonly [string, string, string | null])[] = [
  ['packages/domain/src/up.ts', '@lastcall/eventlog', null],
  ['packages/audit/src/far-up.ts', '@lastcall/eventlog', null],
  ['packages/cli/src/wires.ts', '@lastcall/audit', null],
  ['packages/domain/src/any.test.ts', '@lastcall/history', null],
  ['packages/domain/src/down.ts', '@lastcall/history', 'domain knows eventlog'],
  ['packages/eventlog/src/down.ts', '@lastcall/domain', 'eventlog knows nobody'],
  ['packages/audit/src/beside.ts', '@lastcall/vault', 'audit knows history, carrier'],
  ['packages/vault/src/to-cli.ts', '@lastcall/cli', 'nobody knows the wiring'],
  ['packages/newcomer/src/first.ts', '@lastcall/eventlog', 'every package has its place'],
  ['packages/history/src/through.ts', '../../domain/src/inner', 'only an index crosses a wall'],
  ['packages/history/src/through.test.ts', '../../domain/src/inner', 'only an index crosses a wall'],
  ['packages/domain/src/reads.ts', 'node:fs', 'the core computes'],
  ['packages/eventlog/src/dice.ts', 'node:crypto', 'the core computes'],
  ['packages/history/src/leans.ts', './some.fixture', 'tests are for tests'],
  ['packages/history/src/lost.ts', './nowhere', 'everything is found'],
]

interface Broken {
  readonly from: string
  readonly rule: { readonly name: string }
}

let house: string
let broken: readonly Broken[]

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(house, path)), { recursive: true })
  writeFileSync(join(house, path), text)
}

beforeAll(() => {
  house = realpathSync(mkdtempSync(join(tmpdir(), 'walls-')))
  for (const [path, text] of Object.entries(rooms)) write(path, text)
  for (const [from, to] of imports) write(from, `import * as known from '${to}'\nexport const used = known\n`)
  write('packages/history/src/some.fixture.ts', 'export const some = 1\n')
  write('packages/carrier/src/a.ts', "import { b } from './b'\nexport const a: number = b\n")
  write('packages/carrier/src/b.ts', "import { a } from './a'\nexport const b: number = a\n")
  mkdirSync(join(house, 'node_modules/@lastcall'), { recursive: true })
  for (const name of packages) {
    symlinkSync(join(house, 'packages', name), join(house, 'node_modules/@lastcall', name), 'junction')
  }
  const config = join(repository, '.dependency-cruiser.cjs')
  const args = [depcruise, 'packages/*/src', '--config', config, '--output-type', 'json']
  const { stdout } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' })
  broken = (JSON.parse(stdout) as { summary: { violations: readonly Broken[] } }).summary.violations
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

const rulesBrokenBy = (file: string): readonly string[] =>
  broken.filter(({ from }) => from === file).map(({ rule }) => rule.name)

describe('an import', () => {
  test.each(imports)('in %s of %s: %p', (file, _to, rule) => {
    if (rule === null) expect(rulesBrokenBy(file)).toEqual([])
    else expect(rulesBrokenBy(file)).toContain(rule)
  })

  test('in a circle', () => expect(rulesBrokenBy('packages/carrier/src/a.ts')).toEqual(['no circles']))
})
