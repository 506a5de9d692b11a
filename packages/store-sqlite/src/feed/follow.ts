/** Follows the log: one loop from the first old event to the newest, so there is no seam to lose anything at. */
import type { EventFeed, FeedItem, Position, Selection } from '@lastcall/eventlog'
import type { SqliteFile } from '@lastcall/sqlite-file'
import { setImmediate as turn } from 'node:timers/promises'
import type { Bell } from '../bell'
import type { Names } from '../recorded'
import { placeOf, recordedOf, tokenOf } from '../recorded'
import { pager } from './page'

export interface Source {
  readonly file: SqliteFile
  readonly bell: Bell
  readonly names: Names
}

const startOf = (after: Position | null): number => {
  if (after === null) return 0
  const at = placeOf(after)
  if (at === null) throw new Error('the position is not one of this store')
  return at
}

/** Every statement ends in the turn in which it began: a read that stays open lets the log beside the file grow. */
async function* follow(
  { file, bell, names }: Source,
  what: Selection,
  after: Position | null,
  until: AbortSignal,
): AsyncGenerator<FeedItem> {
  const lookAt = pager(what)
  let at = startOf(after)
  let toldAt: number | null = null
  const look = <T>(work: Parameters<typeof file.look<T>>[0]): T => {
    const answer = file.look(work)
    if (answer._tag === 'Left') throw new Error(`the store is lost: ${answer.left.why}`)
    return answer.right
  }
  while (!until.aborted) {
    // Counted before looking: what rings from here on is not missed.
    const rung = bell.rung()
    const page = look((sql) => lookAt(sql, names, at))
    if (page === null) throw new Error('the log ends before the position that was asked for')
    for (const row of page.rows) {
      // Only now: the stream may have been deleted since the look.
      const event = look((sql) => recordedOf(sql, names, row))
      if (event !== null) yield { is: 'event', event }
      if (until.aborted) return
    }
    at = page.readTo
    if (page.more) {
      await turn()
      continue
    }
    // Handing out took time; only a look that found nothing may say so.
    if (page.rows.length > 0) continue
    if (toldAt !== at) {
      toldAt = at
      yield { is: 'caught-up', at: at === 0 ? null : tokenOf(at) }
    }
    await bell.next(rung, until)
  }
}

export const feedOf = (source: Source): EventFeed => ({
  follow: (what, after, until) => follow(source, what, after, until),
})
