/** The build loads in plain Node, as CommonJS and as an ES module, with exactly the client that it was tested with. */
import { beforeAll, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const home = resolve(__dirname, '..')
const built = join(home, 'dist', 'index.js')

beforeAll(() => {
  if (!existsSync(built)) throw new Error('build first: npx tsc -b packages/store-eventstoredb')
})

const node = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { encoding: 'utf8', cwd: home })

test('as CommonJS', () =>
  expect(node('-p', `Object.keys(require(${JSON.stringify(built)})).sort().join()`).trim()).toBe(
    'checkStore,openEventStoreDb',
  ))

test('as an ES module, by name', () => {
  const source = `import { checkStore, openEventStoreDb } from ${JSON.stringify(pathToFileURL(built).href)}
  console.log(typeof checkStore, typeof openEventStoreDb)`
  expect(node('--input-type=module', '-e', source).trim()).toBe('function function')
})

test('the client is pinned to the letter, and is what is installed', () => {
  const json = (path: string): { version: string; dependencies: Record<string, string> } =>
    JSON.parse(readFileSync(path, 'utf8'))
  const pinned = json(join(home, 'package.json')).dependencies['@eventstore/db-client']
  expect(pinned).toBe('6.2.1')
  expect(json(require.resolve('@eventstore/db-client/package.json')).version).toBe(pinned)
})

test('the other client, which must never be in one process with it, is not installed', () =>
  expect(() => require.resolve(['@kurrent', 'kurrentdb-client'].join('/'))).toThrow())
