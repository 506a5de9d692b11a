/**
 * Every order of what may happen in the small instances keeps every promise, and a broken protocol is found in them.
 * `LASTCALL_EXHAUSTIVE=1` looks for every broken protocol and prints the table of docs/EXHAUSTIVE.md.
 */
import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { larger, search, small } from './index'
import { mutants, searchWith, showsIn } from './mutants.fixture'
import { storyOf } from './story'
import { twinsIn } from './twins.fixture'

const every = process.env['LASTCALL_EXHAUSTIVE'] === '1'
const patience = { mostNodes: every ? 200_000 : 60_000, mostMs: 600_000 }

/** Each shows within a second or two. */
const quick = [
  'pipelined appends',
  'a batch appended one by one',
  'a permit renewed on retry',
  'no suspend check',
  'an own authorization recognised by recipient and n',
  'a gate without the stop flag',
  'a gate without the last look',
  "a release without the carrier's guarantee of absence",
  'quiet lists only what was placed',
  'takeover without waiting for silence',
]

/** All but the two that take longest; `npm run check:exhaustive -- --small` ends them too. */
const ended = small.filter(({ name }) => every || !['a stop of two calls', 'a last look'].includes(name))

describe('G1 to G6 in every order of', () => {
  test.each(ended.map((instance) => [instance.name, instance] as const))(
    '%s',
    (_, instance) => {
      const searched = search(instance, patience)
      expect(searched.broken === null ? null : storyOf(searched)).toBeNull()
      expect(searched.ended).toBe(true)
      expect(searched.settled).toBeGreaterThan(0)
    },
    600_000,
  )
})

describe('two states with one fingerprint have one future', () => {
  test('where nobody is left who remembers what the facts come to', () => {
    const instance = larger.find(({ name }) => name === 'two crashes, two calls')
    expect(instance && twinsIn(instance, 1_500).differ).toEqual([])
  })

  test.each(small.map((instance) => [instance.name, instance] as const))('%s', (_, instance) => {
    const { twins, differ } = twinsIn(instance, 200)
    expect(twins).toBeGreaterThan(20)
    expect(differ).toEqual([])
  })
})

describe('a broken protocol is found', () => {
  const looked = mutants.filter(({ name }) => (every ? showsIn[name] !== undefined : quick.includes(name)))
  test.each(looked.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    (name, mutant) => {
      const instance = showsIn[name] ?? ''
      const { broken, nodes, story } = searchWith(mutant, instance, patience)
      if (every)
        process.stdout.write(
          `| ${name} | ${instance} | ${story.length} | ${nodes} | ${broken?.promise ?? '-'} |\n`,
        )
      expect(broken).not.toBeNull()
    },
    600_000,
  )

  const book = readFileSync(
    resolve(__dirname, '..', '..', '..', '..', 'docs', 'EXHAUSTIVE.md'),
    'utf8',
  ).replace(/\s+/g, ' ')
  test.each(mutants.map(({ name }) => [name]))(
    '%s: the book tells where it shows, or why it does not',
    (name) => {
      expect(book).toContain(name)
    },
  )
})
