/**
 * Every broken protocol is caught. `LASTCALL_MUTANT_SEEDS=5000` looks for each from seed 1 on and prints the table of
 * docs/SIMULATION.md; by itself the test begins at a seed that is known to show it.
 */
import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { calls } from './gate.fixture'
import { loadWith } from './load.fixture'
import type { Mutant } from './mutant.fixture'
import { hunt } from './mutant.fixture'
import { people } from './people.fixture'
import { permissions } from './protocol.fixture'

const most = Number(process.env['LASTCALL_MUTANT_SEEDS'] ?? 0)
const all: readonly Mutant[] = [...permissions, ...calls, ...people]
const known = all.filter(({ from }) => from !== undefined && from !== null)
const uncaught = all.filter(({ from }) => from === null)

const rowOf = ({ name, mix }: Mutant, caught: ReturnType<typeof hunt>): string =>
  `| ${name} | ${mix ?? 'any'} | ${caught === null ? '-' : caught.seeds} | ${caught?.by ?? ''} |\n`

describe('a broken protocol is caught', () => {
  test.each(known.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (_, mutant) => {
      const caught = most > 0 ? hunt(mutant, most) : hunt(mutant, 100, mutant.from ?? 1)
      if (most > 0) process.stdout.write(rowOf(mutant, caught))
      expect(caught).not.toBeNull()
    },
    3_600_000,
  )

  test('there are two dozen of them at least, and each has been looked for', () => {
    expect(known.length).toBeGreaterThanOrEqual(24)
    expect(all.filter(({ from }) => from === undefined)).toEqual([])
  })
})

describe('a change that no seed can show', () => {
  const told = readFileSync(resolve(__dirname, '..', '..', '..', '..', 'docs', 'SIMULATION.md'), 'utf8')
  test.each(uncaught.map((mutant) => [mutant.name, mutant] as const))(
    '%s: the book says why',
    (_, mutant) => {
      expect(told).toContain(mutant.name)
      expect(hunt(mutant, most > 0 ? most : 5)).toBeNull()
    },
    3_600_000,
  )
})

test('the sources as they are break nothing: it is the change that is caught', () => {
  expect(hunt({ name: 'nothing', patches: [] }, 10)).toBeNull()
})

test('a change that finds no place, or two, is a mistake of the test', () => {
  const patch = { file: 'dialer-worker/src/time.ts', from: 'no such text', to: '' }
  expect(() => loadWith([patch])).toThrow('0 places')
})
