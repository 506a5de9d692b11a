/** A wrong configuration is refused with the key, what was expected there, and the name that was probably meant. */
import { describe, expect, test } from '@jest/globals'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Trouble } from '../outcome'
import { freshConfig, initialise } from './init'
import { loadInstallation, understandConfig } from './load'
import { readMasterKey } from './master-key'

const path = '/somewhere/lastcall.json'

const wrong = (text: string): Trouble => {
  const config = understandConfig(path, text)
  if (config._tag === 'Right') throw new Error('it was understood')
  expect(config.left).toMatchObject({ ending: 'usage', is: 'bad configuration', where: path })
  return config.left
}

const changed = (change: object): string => JSON.stringify({ ...freshConfig(), ...change })

test('what init makes is understood, and keeps what it says', () => {
  expect(understandConfig(path, changed({}))).toMatchObject({ _tag: 'Right', right: { store: 'events.db' } })
})

describe('an unknown key is named, with the one that was meant', () => {
  test.each([
    [{ storeFile: 'x' }, 'storeFile', 'store'],
    [{ timing: { permitMS: 1_000 } }, 'timing.permitMS', 'permitMs'],
    [{ trunk: { callsPerSec: 1, callsPerSecond: 1, channels: 1 } }, 'trunk.callsPerSec', 'callsPerSecond'],
    [{ carrier: { simulater: { port: 1 } } }, 'carrier.simulater', 'simulator'],
    [{ import: { maxRecipents: 5 } }, 'import.maxRecipents', 'maxRecipients'],
  ])('%j', (change, key, meant) => {
    const { what, todo } = wrong(changed(change))
    expect(what).toBe(`unknown key ${key}`)
    expect(todo).toBe(`Did you mean ${meant}?`)
  })

  test('in the list of people too, and where nothing is like it', () => {
    const [person] = freshConfig().people
    expect(wrong(changed({ people: [{ ...person, role: [] }] }))).toMatchObject({
      what: 'unknown key people[0].role',
      todo: 'Did you mean roles?',
    })
    expect(wrong(changed({ zzz: 1 })).todo).toMatch(/Remove it/)
  })
})

test.each([
  [{ store: 7 }, /^store: expected string/],
  [{ keys: undefined }, /^keys: expected string/],
  [{ timing: { permitMs: '300' } }, /^timing\.permitMs: expected a whole number, 50 to 60000/],
  [{ timing: { permitMs: 49 } }, /timing\.permitMs: expected a whole number, 50/],
  [{ trunk: { callsPerSecond: 1 } }, /^trunk\.channels: expected a whole number/],
  [{ carrier: { simulator: { port: 70_000 } } }, /^carrier\.simulator\.port: expected a whole number/],
  [{ timing: 5 }, /^timing: expected an object$/],
  [{ people: {} }, /^people: expected a list$/],
  [{ people: [{ user: 'a', id: 'short', roles: [] }] }, /^people\[0\]\.id: expected ActorId$/],
  [
    { people: [{ user: 'a', id: 'a'.repeat(32), roles: ['boss'] }] },
    /^people\[0\]\.roles\[0\]: expected "administrator"/,
  ],
])('%j: the key, and what was expected there', (change, says) => {
  const { what, todo } = wrong(changed(change))
  expect(what).toMatch(says)
  expect(todo).toMatch(/Mend/)
})

test('a value is not repeated: it may be what nobody should read', () => {
  expect(JSON.stringify(wrong(changed({ people: 'Quillfeather' })))).not.toContain('Quillfeather')
})

test('not JSON, not an object, and no file', () => {
  expect(wrong('{ "store": ').what).toMatch(/^not JSON/)
  expect(wrong('7').what).toBe('the file: expected an object')
  expect(wrong('[]').what).toMatch(/^the file: expected an object|store: expected string/)
  const none = loadInstallation('/nowhere/lastcall.json')
  expect(none).toMatchObject({
    left: { what: 'there is no configuration', todo: expect.stringContaining('lastcall init') },
  })
})

describe('an installation', () => {
  test('is for its owner, and is not made twice', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lastcall-init-'))
    const made = initialise(join(folder, 'new'))
    if (made._tag === 'Left') throw new Error(made.left.what)
    const key = join(folder, 'new', 'master.key')
    expect([statSync(made.right).mode & 0o777, statSync(key).mode & 0o777]).toEqual([0o600, 0o600])
    expect(readMasterKey(key)._tag).toBe('Right')
    const before = readFileSync(made.right, 'utf8')
    const again = initialise(join(folder, 'new'))
    expect(again).toMatchObject({ left: { is: 'installation exists', ending: 'refused' } })
    expect(readFileSync(made.right, 'utf8')).toBe(before)
  })

  test('never takes a master key that is there for its own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lastcall-init-'))
    writeFileSync(join(folder, 'master.key'), 'of something else')
    expect(initialise(folder)).toMatchObject({ left: { is: 'cannot write' } })
    expect(readFileSync(join(folder, 'master.key'), 'utf8')).toBe('of something else')
  })
})
