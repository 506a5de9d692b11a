/** The event store in a SQLite file: every answer comes from the file itself, whoever else writes to it. */
import type { EventStore } from '@lastcall/eventlog'
import type { Source } from './feed/follow'
import { lastOf, newerThan, readPage } from './read'
import { encode } from './writing/encode'
import type { Writes } from './writing/writes'

export const storeOn = (
  { file, bell, names }: Source,
  writes: Writes,
  close: () => Promise<void>,
): EventStore => ({
  append:
    (to, expected, events, lane = 'ordinary') =>
    async () => {
      const encoded = encode(to, events)
      if (encoded._tag === 'Left') return encoded
      const answer = await writes.append({ to, expected, events: encoded.right }, lane)
      if (answer._tag === 'Right') bell.ring()
      return answer
    },
  read: (of, from, limit) => file.read((sql) => readPage(sql, names, of, from, limit)),
  last: (of) => file.read((sql) => lastOf(sql, names, of)),
  newer: (of, after, limit) => file.look((sql) => newerThan(sql, names, of, after, limit)),
  deleteStream: (name) => () => writes.remove(name),
  close,
})
