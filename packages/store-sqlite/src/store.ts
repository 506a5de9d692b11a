/** The event store in a SQLite file: every answer comes from the file itself, whoever else writes to it. */
import type { EventStore } from '@lastcall/eventlog'
import type { Sql, WriteFailure } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import type { AppendRequest, Appended } from './append'
import { appendOne } from './append'
import { encode } from './encode'
import type { Source } from './feed/follow'
import { lastOf, newerThan, readPage } from './read'
import { removeStream } from './remove'
import { tailOf } from './tail'

/** One request in a transaction of its own. Several would hand the tail on, each with its own answer. */
const alone =
  (request: AppendRequest, recordedUs: number) =>
  (sql: Sql): Appended =>
    appendOne(sql, tailOf(sql), request, recordedUs)

const answerOf = (written: Either<WriteFailure, Appended>): Appended['answer'] =>
  written._tag === 'Left' ? written : written.right.answer

export const storeOn = (
  { file, bell, names }: Source,
  nowMs: () => number,
  close: () => Promise<void>,
): EventStore => {
  const nowUs = (): number => Math.round(nowMs() * 1_000)
  return {
    append:
      (to, expected, events, lane = 'ordinary') =>
      async () => {
        const encoded = encode(to, events)
        if (encoded._tag === 'Left') return encoded
        const request = { to, expected, events: encoded.right }
        const answer = answerOf(await file.write((sql) => alone(request, nowUs())(sql), lane)())
        if (answer._tag === 'Right') bell.ring()
        return answer
      },
    read: (of, from, limit) => file.read((sql) => readPage(sql, names, of, from, limit)),
    last: (of) => file.read((sql) => lastOf(sql, names, of)),
    newer: (of, after, limit) => file.look((sql) => newerThan(sql, names, of, after, limit)),
    deleteStream: removeStream(file, nowUs),
    close,
  }
}
