/** Keys in a SQLite file: shared by the processes of one host, and gone from the file's bytes when destroyed. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { DataKey, MasterKey } from '../../sealing/key'
import { newDataKey } from '../../sealing/key'
import type { Random } from '../../sealing/random'
import { systemRandom } from '../../sealing/random'
import type { CreateFailure, GetFailure, KeyStanding, KeyStore } from '../port'
import { unwrap, wrap } from '../wrapping'
import type { KeyDatabase, Sql } from './database'

/** `undefined`: no row. `null`: a tombstone. */
const wrappedOf = (sql: Sql, campaign: string): Uint8Array | null | undefined => {
  const [row] = sql.all('SELECT wrapped FROM campaign_key WHERE campaign = ?', campaign)
  if (row === undefined) return undefined
  return row['wrapped'] instanceof Uint8Array ? row['wrapped'] : null
}

const make =
  (master: MasterKey, random: Random, campaign: string) =>
  (sql: Sql): Either<CreateFailure, DataKey> => {
    const there = wrappedOf(sql, campaign)
    if (there !== undefined) return left({ is: there === null ? 'destroyed' : 'exists' })
    const key = newDataKey(random)
    const wrapped = wrap(master, campaign, key, random)
    sql.run('INSERT INTO campaign_key(campaign, wrapped) VALUES (?, ?)', campaign, wrapped)
    return right(key)
  }

const read =
  (master: MasterKey, campaign: string) =>
  (sql: Sql): Either<GetFailure, DataKey> => {
    const wrapped = wrappedOf(sql, campaign)
    if (wrapped === undefined) return left({ is: 'unknown' })
    if (wrapped === null) return left({ is: 'destroyed' })
    const key = unwrap(master, campaign, wrapped)
    return key._tag === 'Right' ? key : left({ is: 'wrong master key' })
  }

const bury =
  (campaign: string) =>
  (sql: Sql): void => {
    const there = wrappedOf(sql, campaign)
    if (there === undefined) sql.run('INSERT INTO campaign_key(campaign, wrapped) VALUES (?, NULL)', campaign)
    else if (there !== null) sql.run('UPDATE campaign_key SET wrapped = NULL WHERE campaign = ?', campaign)
  }

const standings = (sql: Sql): readonly KeyStanding[] =>
  sql
    .all('SELECT campaign, wrapped IS NULL AS destroyed FROM campaign_key ORDER BY campaign')
    .map((row) => ({ campaign: String(row['campaign']), is: row['destroyed'] === 1 ? 'destroyed' : 'key' }))

const flat = <E, F, A>(answer: Either<E, Either<F, A>>): Either<E | F, A> =>
  answer._tag === 'Left' ? answer : answer.right

export const keysIn = (
  database: KeyDatabase,
  master: MasterKey,
  random: Random = systemRandom,
): KeyStore => ({
  create: (campaign) => async () => flat(await database.write(make(master, random, campaign))),
  get: (campaign) => async () => flat(await database.read(read(master, campaign))),
  destroy: (campaign) => async () => {
    const buried = await database.write(bury(campaign))
    // Also for a tombstone that was there: an earlier wipe may have been interrupted.
    return buried._tag === 'Left' ? buried : database.wipeLog()
  },
  list: () => () => database.read(standings),
  close: database.close,
})
