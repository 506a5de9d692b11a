import { keyStoreContract } from '@lastcall/contracts'
import type { KeyStore, MasterKey } from '@lastcall/vault'
import { systemRandom } from '@lastcall/vault'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { PostgresKeysOptions } from '.'
import { keysInPostgres } from '.'
import type { TestServer } from './server.fixture'
import { missing, startServer } from './server.fixture'

const newMaster = (): MasterKey => systemRandom(32) as MasterKey
const newSchema = (): string => `keys_${randomBytes(6).toString('hex')}`

const openedAt = async (url: string, master: MasterKey, options: PostgresKeysOptions): Promise<KeyStore> => {
  const answer = await keysInPostgres(url, master, options)()
  if (answer._tag === 'Left') throw new Error(`${answer.left.is}: ${answer.left.why}`)
  return answer.right
}

const withPostgres = (): void => {
  let server: TestServer

  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  const sql = async (text: string, ...values: readonly string[]): Promise<readonly unknown[]> => {
    const client = new Client({ connectionString: server.url })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(text, [...values])).rows
    } finally {
      await client.end()
    }
  }

  keyStoreContract('the key store in PostgreSQL', {
    place: async () => {
      const schema = newSchema()
      return {
        open: (master) => openedAt(server.url, master, { schema }),
        remove: async () => {
          await sql(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
        },
      }
    },
  })

  test('many processes that open a new database at once make one table', async () => {
    const [schema, master] = [newSchema(), newMaster()]
    const opening = Array.from({ length: 6 }, () => openedAt(server.url, master, { schema }))
    for (const store of await Promise.all(opening)) await store.close()
    expect(await sql('SELECT 1 FROM pg_tables WHERE schemaname = $1', schema)).toHaveLength(1)
  })

  test('no statement removes a tombstone, fills it, or changes a key', async () => {
    const schema = newSchema()
    const store = await openedAt(server.url, newMaster(), { schema })
    await store.destroy('c1')()
    await store.create('c2')()
    for (const statement of [
      `DELETE FROM ${schema}.campaign_key WHERE campaign = 'c1'`,
      `UPDATE ${schema}.campaign_key SET wrapped = '\\x00' WHERE campaign = 'c1'`,
      `UPDATE ${schema}.campaign_key SET wrapped = '\\x00' WHERE campaign = 'c2'`,
      `UPDATE ${schema}.campaign_key SET campaign = 'c3' WHERE campaign = 'c1'`,
      `TRUNCATE ${schema}.campaign_key`,
    ]) {
      await expect(sql(statement)).rejects.toThrow('tombstone stays')
    }
    await store.close()
  })

  /** Whether the bytes are in any file under a folder of the server. */
  const isUnder = (folder: string, bytes: Buffer): boolean =>
    readdirSync(join(server.folder, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(server.folder, folder, name))
      .some((path) => statSync(path).isFile() && readFileSync(path).includes(bytes))

  test('a destroyed key is in no file of any table any more; the write-ahead log still holds it, wrapped', async () => {
    const schema = newSchema()
    const store = await openedAt(server.url, newMaster(), { schema })
    const [gone, stays] = ['a'.repeat(32), 'b'.repeat(32)]
    for (const campaign of [gone, stays]) await store.create(campaign)()
    const rows = await sql(`SELECT wrapped FROM ${schema}.campaign_key ORDER BY campaign`)
    const wrapped = rows.map((row) => (row as { wrapped: Buffer }).wrapped)
    await sql('CHECKPOINT')
    expect(wrapped.map((bytes) => isUnder('base', bytes))).toEqual([true, true])
    expect((await store.destroy(gone)())._tag).toBe('Right')
    await sql('CHECKPOINT')
    expect(wrapped.map((bytes) => isUnder('base', bytes))).toEqual([false, true])
    expect(isUnder('pg_wal', wrapped[0] as Buffer)).toBe(true)
    await store.close()
  })

  test('while somebody holds the table the key is destroyed all the same, and the answer says that more is to do', async () => {
    const schema = newSchema()
    const store = await openedAt(server.url, newMaster(), { schema })
    await store.create('c')()
    const dump = new Client({ connectionString: server.url })
    await dump.connect()
    await dump.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await dump.query(`SELECT * FROM ${schema}.campaign_key`)
    expect(await store.destroy('c')()).toMatchObject({ left: { is: 'unavailable' } })
    expect(await store.get('c')()).toMatchObject({ left: { is: 'destroyed' } })
    await (await openedAt(server.url, newMaster(), { schema })).close()
    await dump.query('COMMIT')
    await dump.end()
    expect((await store.destroy('c')())._tag).toBe('Right')
    await store.close()
  })

  test('a connection that the server ends is replaced, and nobody dies of it', async () => {
    const schema = newSchema()
    const store = await openedAt(server.url, newMaster(), { schema })
    await store.create('c')()
    const others = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1'
    await sql(others, 'lastcall')
    const answers = [await store.get('c')(), await store.get('c')()]
    expect(answers.at(-1)?._tag).toBe('Right')
    await store.close()
  })
}

if (missing === null) describe('with a PostgreSQL of its own', withPostgres)
else test.skip(`the key store in PostgreSQL: ${missing}`, () => undefined)

describe('what cannot be opened says why', () => {
  const why = async (url: string, options?: PostgresKeysOptions): Promise<unknown> => {
    const answer = await keysInPostgres(url, newMaster(), options)()
    return answer._tag === 'Left' ? answer.left : 'opened'
  }

  test.each([
    ['mysql://host/db', {}, /no connection string/],
    ['nothing', {}, /no connection string/],
    ['postgres://host/db?sslmode=disable', {}, /question mark/],
    ['postgres://host/db', { passwordFile: '/nowhere' }, /passwordFile .* ENOENT/],
    ['postgres://host/db', { caFile: '/nowhere' }, /caFile .* ENOENT/],
    ['postgres://host/db', { caFile: __filename, tls: 'off' }, /mistake/],
  ] as const)('%s, case %#', async (url, options, reason) => {
    expect(await why(url, options)).toMatchObject({
      is: 'wrong configuration',
      why: expect.stringMatching(reason) as unknown,
    })
  })

  test('nobody listens: no contact, and no password in the reason', async () => {
    const answer = await why('postgres://user:secret@127.0.0.1:1/db')
    expect(answer).toMatchObject({ is: 'no contact' })
    expect(JSON.stringify(answer)).not.toContain('secret')
  })
})
