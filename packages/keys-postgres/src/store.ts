/** Keys in PostgreSQL: shared by several hosts, and gone from the table, row and page, when destroyed. */
import type { CreateFailure, DataKey, GetFailure, KeyStore, MasterKey, Random } from '@lastcall/vault'
import { newDataKey, systemRandom, unwrap, wrap } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { KeyTable } from './database'
import type { Statements } from './schema'

const create = async (
  { ask }: KeyTable,
  { make, standing }: Statements,
  [master, random]: readonly [MasterKey, Random],
  campaign: string,
): Promise<Either<CreateFailure, DataKey>> => {
  const key = newDataKey(random)
  const made = await ask(make, campaign, wrap(master, campaign, key, random))
  if (made._tag === 'Left') return made
  if (made.right.count === 1) return right(key)
  const there = await ask(standing, campaign)
  if (there._tag === 'Left') return there
  return left({ is: there.right.rows[0]?.['wrapped'] === null ? 'destroyed' : 'exists' })
}

const get = async (
  { ask }: KeyTable,
  { standing }: Statements,
  master: MasterKey,
  campaign: string,
): Promise<Either<GetFailure, DataKey>> => {
  const there = await ask(standing, campaign)
  if (there._tag === 'Left') return there
  const [row] = there.right.rows
  if (row === undefined) return left({ is: 'unknown' })
  const wrapped = row['wrapped']
  if (!(wrapped instanceof Uint8Array)) return left({ is: 'destroyed' })
  const key = unwrap(master, campaign, wrapped)
  return key._tag === 'Right' ? key : left({ is: 'wrong master key' })
}

export const keysOn = (
  table: KeyTable,
  statements: Statements,
  master: MasterKey,
  random: Random = systemRandom,
): KeyStore => ({
  create: (campaign) => () => create(table, statements, [master, random], campaign),
  get: (campaign) => () => get(table, statements, master, campaign),
  destroy: (campaign) => async () => {
    const buried = await table.ask(statements.bury, campaign)
    if (buried._tag === 'Left') return buried
    // Also for a tombstone that was there: an earlier wipe may have been interrupted.
    const wiped = await table.ask(statements.wipe)
    return wiped._tag === 'Left' ? wiped : right(undefined)
  },
  list: () => async () => {
    const all = await table.ask(statements.list)
    if (all._tag === 'Left') return all
    return right(
      all.right.rows.map((row) => ({
        campaign: String(row['campaign']),
        is: row['destroyed'] === true ? 'destroyed' : 'key',
      })),
    )
  },
  close: table.close,
})
