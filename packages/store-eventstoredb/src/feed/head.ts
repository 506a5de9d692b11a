/** Whether anything that a follower wants stands behind a position: asked of the leader, whatever live events say. */
import type { Position } from '@lastcall/eventlog'
import type { Connection } from '../connection/connection'
import type { Trouble } from '../failure'
import { troubleOf } from '../failure'
import { readHead } from '../reading/read'
import { later } from '../position'
import type { Limits } from '../settings/options'
import { bell } from '../waiting'
import { openInbox } from './inbox'
import type { Wanted } from './wanted'

export type Checked =
  /** Nothing that is wanted stands between the position and `at`, which the log had reached after the question. */
  | { readonly is: 'all seen'; readonly at: Position | null }
  | { readonly is: 'something new' }
  | { readonly is: 'lost'; readonly trouble: Trouble }

/** A second subscription reads only the part of the log that is new, and the server filters it. */
const probeMs = 5_000

const probe = async (
  connection: Connection,
  wanted: Wanted,
  { monotonicMs }: Limits,
  from: Position | null,
  until: AbortSignal,
): Promise<'nothing' | 'something' | Trouble> => {
  const { ring, wait } = bell(until)
  const inbox = openInbox(connection, wanted, from, ring)
  const end = monotonicMs() + probeMs
  try {
    for (;;) {
      if (!inbox.isEmpty()) return 'something'
      if (inbox.hasCaughtUp()) return 'nothing'
      const lost = inbox.lost()
      if (lost !== null) return lost
      const left = end - monotonicMs()
      if (left <= 0 || until.aborted) return troubleOf(new Error(`no answer within ${probeMs} ms`))
      await wait(left)
    }
  } finally {
    inbox.close()
  }
}

export const check = async (
  connection: Connection,
  wanted: Wanted,
  limits: Limits,
  seen: Position | null,
  until: AbortSignal,
): Promise<Checked> => {
  const head = await readHead(connection, limits.lookMs)
  if (head._tag === 'Left') return { is: 'lost', trouble: head.left }
  const at = later(seen, head.right)
  // An answer that was cut short looks like an empty log: only the second question tells them apart.
  if (at === seen && head.right !== null) return { is: 'all seen', at }
  const found = await probe(connection, wanted, limits, seen, until)
  if (found === 'nothing') return { is: 'all seen', at }
  return found === 'something' ? { is: 'something new' } : { is: 'lost', trouble: found }
}
