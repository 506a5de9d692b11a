/** Everything that is ever written to the log, wherever it is carried out. */
import type { AppendFailure, Refused, Revision, StreamName, Unavailable } from '@lastcall/eventlog'
import type { Lane, SqliteFile } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import type { AppendRequest } from './append'
import { appendOne } from './append'
import { removeStream } from './remove'

export interface Writes {
  readonly append: (request: AppendRequest, lane: Lane) => Promise<Either<AppendFailure, Revision>>
  readonly remove: (name: StreamName) => Promise<Either<Unavailable | Refused, void>>
  /** What still waits is answered `unavailable`. */
  readonly close: () => Promise<void>
}

/** On the file itself, in this very thread: its event loop stands still while the disk works. `nowUs`: since 1970. */
export const writesOn = (file: SqliteFile, nowUs: () => number): Writes => ({
  append: async (request, lane) => {
    // The time is asked for under the lock: positions and times have one order.
    const written = await file.write((sql) => appendOne(sql, request, nowUs()), lane)()
    return written._tag === 'Left' ? written : written.right
  },
  remove: removeStream(file, nowUs),
  close: async () => undefined,
})
