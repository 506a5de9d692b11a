import { keyStoreContract } from '@lastcall/contracts'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MasterKey } from '../../sealing/key'
import { systemRandom } from '../../sealing/random'
import { wrap } from '../wrapping'
import { keysInFile } from './in-file'
import { openForTest } from './open.fixture'
import { keysIn } from './store'

const folder = (): string => mkdtempSync(join(tmpdir(), 'keys-'))

keyStoreContract('the key store in a SQLite file', {
  place: async () => {
    const place = folder()
    return {
      open: async (master) => keysIn(await openForTest(join(place, 'keys.db')), master),
      remove: async () => rmSync(place, { recursive: true }),
    }
  },
})

const bytesOf = (place: string): Buffer =>
  Buffer.concat(readdirSync(place).map((name) => readFileSync(join(place, name))))

test('the wrapped key of a destroyed campaign is in no file any more, while the others are', async () => {
  const place = folder()
  const master = systemRandom(32) as MasterKey
  const [gone, stays] = ['a'.repeat(32), 'b'.repeat(32)]
  const database = await openForTest(join(place, 'keys.db'))
  // Known bytes instead of random ones, so that the wrapped keys can be looked for.
  let drawn = 0
  const counted = (bytes: number): Uint8Array => new Uint8Array(bytes).fill((drawn += 1))
  const store = keysIn(database, master, counted)
  const other = keysIn(await openForTest(join(place, 'keys.db')), master)
  const keys = [await store.create(gone)(), await store.create(stays)()]
  await other.get(gone)()
  drawn = 0
  const wrapped = [gone, stays].map((campaign, i) => {
    const key = keys[i]
    if (key?._tag !== 'Right') throw new Error('no key was made')
    drawn = 2 * i + 1
    return wrap(master, campaign, key.right, counted)
  })
  expect(wrapped.map((bytes) => bytesOf(place).includes(bytes))).toEqual([true, true])
  expect((await store.destroy(gone)())._tag).toBe('Right')
  expect(wrapped.map((bytes) => bytesOf(place).includes(bytes))).toEqual([false, true])
  await store.close()
  await other.close()
  expect(wrapped.map((bytes) => bytesOf(place).includes(bytes))).toEqual([false, true])
})

test('no statement removes a tombstone, fills it, or changes a key', async () => {
  const database = await openForTest(join(folder(), 'keys.db'))
  const store = keysIn(database, systemRandom(32) as MasterKey)
  await store.destroy('c1')()
  await store.create('c2')()
  for (const statement of [
    "DELETE FROM campaign_key WHERE campaign = 'c1'",
    "UPDATE campaign_key SET wrapped = x'00' WHERE campaign = 'c1'",
    "UPDATE campaign_key SET wrapped = x'00' WHERE campaign = 'c2'",
    "UPDATE campaign_key SET campaign = 'c3' WHERE campaign = 'c1'",
    "INSERT OR REPLACE INTO campaign_key VALUES ('c1', x'00')",
  ]) {
    expect(await database.write((sql) => sql.run(statement))).toMatchObject({ left: { is: 'unavailable' } })
  }
  await store.close()
})

test('the file of keys is its owner’s alone, and another kind of file is refused with a reason', async () => {
  const path = join(folder(), 'keys.db')
  const opened = await keysInFile(path, systemRandom(32) as MasterKey)()
  expect(opened._tag).toBe('Right')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const other = join(folder(), 'letter.txt')
  writeFileSync(other, 'Dear Sir or Madam, '.repeat(200))
  expect(await keysInFile(other, systemRandom(32) as MasterKey)()).toMatchObject({
    left: { is: 'not a database', path: other },
  })
  if (opened._tag === 'Right') await opened.right.close()
})
