/** The examples that the README points to, run as a reader would run them. `npm test` has built them. */
import { expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

test('embedding: created, dialed, stopped and proved in one process, imported from an ES module', async () => {
  const { stdout } = await run(process.execPath, [join('examples', 'embed', 'dist', 'embed.js')])
  expect(stdout).toMatch(/^\d+ recipients scheduled$/m)
  for (const promise of ['G1', 'G2', 'G3', 'G4', 'G5', 'network'])
    expect(stdout).toMatch(new RegExp(`^${promise}: holds \\([1-9]`, 'm'))
})

test('own models: a store and a carrier that keep their word pass, a store that does not is caught and told', async () => {
  const { stdout } = await run(process.execPath, [join('examples', 'own-models', 'dist', 'own-models.js')])
  expect(stdout).toMatch(/^a careful store: \d+ seeds, every promise holds$/m)
  expect(stdout).toMatch(/^a carrier at which everybody answers: \d+ seeds, every promise holds$/m)
  expect(stdout).toMatch(/^a store that overlooks .*: seed \d+ breaks a promise/m)
  expect(stdout).toMatch(/BROKEN G1: authorized at \d+ behind the stop/)
})
