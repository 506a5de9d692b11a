/** Where the log is: what was said goes before what is configured, and each log has snapshots of its own. */
import { expect, test } from '@jest/globals'
import { resolve } from 'node:path'
import type { Config } from '../config/config'
import { freshConfig } from '../config/init'
import type { Installation } from '../config/load'
import { configuredStore, placeIn, placeOf, understandStore } from './place'

const at = (more: Partial<Config> = {}): Installation => ({
  config: freshConfig(more),
  folder: '/home/ada',
  pathOf: (name) => resolve('/home/ada', name),
})

test('a file: as configured beside the configuration, as said in the working folder', () => {
  expect(placeIn(at(), undefined)).toEqual({
    is: 'file',
    path: '/home/ada/events.db',
    snapshots: null,
    isNamed: false,
  })
  expect(placeIn(at(), '/home/ada/events.db')).toMatchObject({ snapshots: null, isNamed: true })
  expect(placeIn(at(), 'copy.db')).toMatchObject({ is: 'file', path: resolve('copy.db') })
})

test('no two logs share a folder of snapshots', () => {
  const stores = ['copy.db', 'other.db', 'esdb://one', 'esdb://two', undefined]
  const folders = stores.map((store) => placeIn(at(), store).snapshots)
  expect(new Set(folders).size).toBe(stores.length)
  const [anew, again] = ['esdb://ada:x@one?tls=false', 'esdb://one'].map(
    (store) => placeIn(at(), store).snapshots,
  )
  expect(anew).toBe(again)
})

test('a server: user, password and certificate from configuration and environment, the environment first', () => {
  const installation = at({ eventstoredb: { user: 'ada', passwordFile: 'password', caFile: 'ca.pem' } })
  const files = { passwordFile: '/home/ada/password', caFile: '/home/ada/ca.pem' }
  expect(understandStore('esdb://one', installation, {})).toMatchObject({
    connectionString: 'esdb://ada@one',
    options: files,
    shown: 'esdb://one',
  })
  const environment = { LASTCALL_STORE_USER: 'eve', LASTCALL_STORE_PASSWORD: 'secret' }
  expect(understandStore('esdb://one', installation, environment)).toMatchObject({
    connectionString: 'esdb://eve:secret@one',
    options: { caFile: files.caFile },
  })
})

test('a command that needs the log alone needs no configuration where it is told which log', () => {
  const context = { configPath: '/nowhere/lastcall.json' } as Parameters<typeof placeOf>[0]
  expect(placeOf({ ...context, store: 'esdb://one' })).toMatchObject({ right: { is: 'server' } })
  expect(placeOf({ ...context, store: 'copy.db' })).toMatchObject({ right: { path: resolve('copy.db') } })
  expect(placeOf({ ...context, store: undefined })).toMatchObject({ left: { is: 'bad configuration' } })
})

test('what is said when an installation is made is found from its folder too', () => {
  expect(configuredStore('esdb://one')).toBe('esdb://one')
  expect(configuredStore('copy.db')).toBe(resolve('copy.db'))
})
