/** The table that everybody would write: one row for each event, one commit for each append, on the main thread. */
import { driver } from '@lastcall/sqlite-file'

export const naiveTable = (path) => {
  const database = new (driver().DatabaseSync)(path)
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL')
  database.exec(
    'CREATE TABLE event(position INTEGER PRIMARY KEY, stream TEXT, revision INTEGER, id TEXT, type TEXT, data TEXT, UNIQUE(stream, revision))',
  )
  const newest = database.prepare(
    'SELECT coalesce(max(revision), -1) AS revision FROM event WHERE stream = ?',
  )
  const insert = database.prepare(
    'INSERT INTO event(stream, revision, id, type, data) VALUES (?, ?, ?, ?, ?)',
  )
  const page = database.prepare('SELECT * FROM event WHERE position > ? ORDER BY position LIMIT ?')
  return {
    append: (to, events) => {
      database.exec('BEGIN IMMEDIATE')
      let { revision } = newest.get(to)
      for (const { id, type, data } of events) insert.run(to, (revision += 1), id, type, JSON.stringify(data))
      database.exec('COMMIT')
    },
    /** Everything behind a position, parsed. */
    after: (position, limit) =>
      page.all(position, limit).map((row) => ({ ...row, data: JSON.parse(row.data) })),
    close: () => database.close(),
  }
}
