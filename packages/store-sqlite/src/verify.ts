/** Goes through the whole file and says whether it still is what was appended. */
import type { Position, Unavailable } from '@lastcall/eventlog'
import type { Row, Sql, SqliteFile } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { setImmediate as turn } from 'node:timers/promises'
import { digestOf, genesis, hashOf } from './chain'
import { isDeletable, isDeleted } from './deleted'
import { tokenOf } from './recorded'

export type Verdict =
  /** `head` is the newest hash, hexadecimal: kept elsewhere, it also shows a cut tail or a rewritten whole. */
  | { readonly is: 'intact'; readonly events: number; readonly head: string }
  /** The first place that is not as it was. */
  | { readonly is: 'broken'; readonly at: Position; readonly why: string }

interface Walk {
  readonly position: number
  readonly hash: Uint8Array
  /** The newest revision of each stream so far. */
  readonly revisions: Map<number, number>
}

// Names are read with each event: a name that was changed in the file must not hide behind one that was kept.
const page = `SELECT e.position, e.stream_id, s.name AS stream, e.revision, t.name AS type, e.event_id, e.data,
    e.metadata, e.recorded_us, e.hash, s.revision AS newest, c.data AS ciphertext
  FROM event e LEFT JOIN stream s ON s.id = e.stream_id LEFT JOIN event_type t ON t.id = e.type_id
    LEFT JOIN ciphertext c ON c.position = e.position
  WHERE e.position > ? ORDER BY e.position LIMIT 1000`

/** Null: the row follows what was before. */
const faultOf = (sql: Sql, walk: Walk, row: Row): string | null => {
  const streamId = row['stream_id'] as number
  const link = {
    position: row['position'] as number,
    stream: String(row['stream']),
    revision: row['revision'] as number,
    id: row['event_id'] as string,
    type: String(row['type']),
    data: row['data'] as string,
    metadata: row['metadata'] as string,
    recordedUs: row['recorded_us'] as number,
  }
  if (link.position !== walk.position + 1) return 'an event before it is gone'
  if (link.revision !== (walk.revisions.get(streamId) ?? -1) + 1) return 'its revision is not the next'
  if (!hashOf(walk.hash, link).equals(row['hash'] as Uint8Array))
    return 'its hash is not the one of its contents'
  if ((row['newest'] as number) < link.revision) return 'its stream does not know it'
  if (!isDeletable(link.stream)) return null
  const ciphertext = row['ciphertext'] as string | null
  if (ciphertext === null) return isDeleted(sql, link.stream) ? null : 'its ciphertext is gone'
  return link.data === `{"sha256":"${digestOf(ciphertext)}"}` ? null : 'its ciphertext is another one'
}

const ends = 'SELECT max(position) AS head FROM event'

/** A stream that counts further than its events go. */
const longerThanItIs = (sql: Sql, walk: Walk): Verdict | null => {
  if (((sql.get(ends)?.['head'] as number | null) ?? 0) !== walk.position) return null
  for (const row of sql.all('SELECT id, revision FROM stream')) {
    if (walk.revisions.get(row['id'] as number) === row['revision']) continue
    return { is: 'broken', at: tokenOf(walk.position), why: 'a stream counts events that are not there' }
  }
  return null
}

const step =
  (walk: Walk) =>
  (sql: Sql): Verdict | Walk => {
    let next = walk
    const rows = sql.all(page, walk.position)
    for (const row of rows) {
      const fault = faultOf(sql, next, row)
      if (fault !== null) return { is: 'broken', at: tokenOf(row['position'] as number), why: fault }
      next.revisions.set(row['stream_id'] as number, row['revision'] as number)
      next = { ...next, position: row['position'] as number, hash: row['hash'] as Uint8Array }
    }
    if (rows.length > 0) return next
    const head = Buffer.from(walk.hash).toString('hex')
    return longerThanItIs(sql, walk) ?? { is: 'intact', events: walk.position, head }
  }

export const verifying =
  (file: SqliteFile): TaskEither<Unavailable, Verdict> =>
  async () => {
    let walk: Walk = { position: 0, hash: genesis, revisions: new Map() }
    for (;;) {
      const stepped: Either<Unavailable, Verdict | Walk> = await file.read(step(walk))()
      if (stepped._tag === 'Left') return left(stepped.left)
      if ('is' in stepped.right) return right(stepped.right)
      walk = stepped.right
      await turn()
    }
  }
