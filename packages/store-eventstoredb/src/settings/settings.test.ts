/** A wrong configuration says what is wrong, before anything is connected, and never with a password. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventStoreDbOptions } from './options'
import { settingsOf } from './settings'

let folder: string
const at = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'))
  writeFileSync(at('password'), 'secret word\n')
  writeFileSync(at('empty'), '\n')
  writeFileSync(at('ca.pem'), '-----BEGIN CERTIFICATE-----\n')
  writeFileSync(at('letter'), 'Dear Sir or Madam')
})
afterAll(() => rmSync(folder, { recursive: true }))

const why = (text: string, options: EventStoreDbOptions = {}): string => {
  const settings = settingsOf(text, options)
  return settings._tag === 'Left' ? settings.left.why : 'nothing is wrong'
}

const settled = (text: string, options: EventStoreDbOptions = {}) => {
  const settings = settingsOf(text, options)
  if (settings._tag === 'Left') throw new Error(settings.left.why)
  return { ...settings.right, connectionString: settings.right.connectionString(0) }
}

describe('hazards that a connection string could bring in are refused', () => {
  test.each([
    ['5: conflicts that are not thrown', 'throwOnAppendFailure=false', /names no revision/],
    ['11: a check that is not switched off', 'tlsVerifyCert=false', /tlsCAFile/],
    ['another node than the leader', 'nodePreference=follower', /leader/],
    ['certificates instead of a user', 'userCertFile=a', /client certificates/],
    ['a deadline by the wall clock', 'defaultDeadline=5', /time of its own/],
    ['a word that nobody knows', 'tsl=false', /tsl is unknown/],
    ['a number that is none', 'keepAliveInterval=often', /keepAliveInterval/],
  ])('%s', (_, query, reason) => expect(why(`esdb://host?tls=false&${query}`)).toMatch(reason))
})

test.each([
  ['nonsense', /no connection string/],
  ['kurrentdb://host', /esdb:\/\/ reaches KurrentDB/],
  ['esdb://host name', /not a name with a port/],
  ['esdb+discover://a,b', /takes one name/],
  ['esdb://u%:p@host', /as in a URL/],
  ['esdb://host', /a user and a passwordFile are needed/],
  ['esdb://somebody@host', /somebody has no passwordFile/],
])('%s', (text, reason) => expect(why(text)).toMatch(reason))

test('files that are not there, empty or something else are named', () => {
  const user = 'somebody'
  expect(why('esdb://host', { user, passwordFile: at('nowhere') })).toMatch(/nowhere cannot be read: ENOENT/)
  expect(why('esdb://host', { user, passwordFile: at('empty') })).toMatch(/empty/)
  expect(why('esdb://a:b@host', { caFile: at('letter') })).toMatch(/no PEM/)
  expect(why('esdb://host?tls=false', { caFile: at('ca.pem') })).toMatch(/mistake/)
})

test('a password is in no reason, wherever it came from', () => {
  for (const text of [
    'esdb://u:secret@host?tls=false&x=1',
    'kurrentdb://u:secret@host',
    'esdb://u:secret@h o',
  ]) {
    expect(why(text)).not.toContain('secret')
    expect(why(text)).not.toBe('nothing is wrong')
  }
})

test('user and password go with every call and not into the client’s connection string', () => {
  const fromFile = settled('esdb://ignored@host', { user: 'somebody', passwordFile: at('password') })
  expect(fromFile.credentials).toEqual({ username: 'somebody', password: 'secret word' })
  const fromText = settled('esdb://some%40body:sec%3Aret@host')
  expect(fromText.credentials).toEqual({ username: 'some@body', password: 'sec:ret' })
  for (const { connectionString } of [fromFile, fromText]) expect(connectionString).not.toMatch(/body|sec/)
})

test('hazard 1: without TLS and user there are credentials all the same', () =>
  expect(settled('esdb://host?tls=false').credentials.username).not.toBe(''))

test('hazard 8: a frozen peer is noticed within three seconds, unless the configuration says otherwise', () => {
  expect(settled('esdb://host?tls=false').connectionString).toBe(
    'esdb://host?keepAliveInterval=1000&keepAliveTimeout=2000&tls=false',
  )
  expect(settled('esdb://host?tls=false&KeepAlive-Interval=9000').connectionString).toContain(
    'keepAliveInterval=9000&',
  )
})

test('hazard 2: no two clients are equal, or the new one would get the socket of the one that it replaces', () => {
  const settings = settingsOf('esdb://host?tls=false', {})
  if (settings._tag === 'Left') throw new Error(settings.left.why)
  const { connectionString } = settings.right
  expect(new Set([1, 2, 3, 4].map(connectionString)).size).toBe(4)
})

test('several hosts, one name to discover, and a certificate authority reach the client', () => {
  const settings = settled('esdb://u:p@one:2111,two:2112/', { caFile: at('ca.pem') })
  expect(settings.hosts).toEqual(['one:2111', 'two:2112'])
  expect(settings.connectionString).toMatch(/^esdb:\/\/one:2111,two:2112\?.*tlsCAFile=/)
  expect(settled('esdb+discover://cluster?tls=false').connectionString).toMatch(
    /^esdb\+discover:\/\/cluster\?/,
  )
})
