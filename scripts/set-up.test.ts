/** Setting up does what is missing: it knows a Node that is too old, and dependencies that are not those of the lock file. */
import { describe, expect, test } from '@jest/globals'
import { ask } from './module.fixture'

describe('Node', () => {
  test.each(['20.19.0', '20.20.1', '22.0.0', '24.3.1'])('%s will do', (version) =>
    expect(ask('set-up.mjs', 'tooOld', version, '>=20.19')).toBeNull(),
  )

  test.each(['20.18.3', '18.20.8', '8.0.0'])('%s is refused with a sentence', (version) =>
    expect(ask('set-up.mjs', 'tooOld', version, '>=20.19')).toMatch(
      /needs Node 20\.19 or newer; this is Node/,
    ),
  )
})

describe('dependencies', () => {
  const lock = {
    packages: {
      '': { name: 'the repository' },
      'packages/domain': { version: '0.1.0' },
      'node_modules/@lastcall/domain': { link: true },
      'node_modules/fp-ts': { version: '2.16.11' },
      'node_modules/for-another-platform': { version: '1.0.0', optional: true },
    },
  }
  const there = (fpTs: object): object => ({
    packages: { 'node_modules/@lastcall/domain': { link: true }, ...fpTs },
  })
  const stand = (note: object): unknown => ask('set-up.mjs', 'isInstalled', lock, note)

  test('as the lock file has them, without other platforms’ parts', () =>
    expect(stand(there({ 'node_modules/fp-ts': { version: '2.16.11' } }))).toBe(true))
  test('one is missing', () => expect(stand(there({}))).toBe(false))
  test('one has another version', () =>
    expect(stand(there({ 'node_modules/fp-ts': { version: '2.16.10' } }))).toBe(false))
})
