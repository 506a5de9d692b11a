/** One connection: its settings, and statements that are prepared once. */
import type { Database, Driver, Row, SqlValue, Statement } from './driver'

/** Usable inside the turn in which it is given, and no longer. Each write transaction has one of its own. */
export interface Sql {
  readonly all: (text: string, ...values: readonly SqlValue[]) => readonly Row[]
  readonly get: (text: string, ...values: readonly SqlValue[]) => Row | undefined
  readonly run: (text: string, ...values: readonly SqlValue[]) => void
}

export interface Connection extends Sql {
  /** Several statements, without values. */
  readonly exec: (text: string) => void
  readonly close: () => void
}

/** These need no lock. `secure_delete`: what was deleted is gone from the file's bytes. */
const settings = [
  ...['busy_timeout=0', 'synchronous=FULL', 'foreign_keys=ON', 'recursive_triggers=ON'],
  ...['trusted_schema=OFF', 'secure_delete=ON', 'wal_autocheckpoint=1000'],
]

const sqlOn = (database: Database): Sql & { readonly forget: () => void } => {
  // Texts are constants of the program, so this does not grow without end.
  const prepared = new Map<string, Statement>()
  const statement = (text: string): Statement => {
    let found = prepared.get(text)
    if (found === undefined) prepared.set(text, (found = database.prepare(text)))
    return found
  }
  return {
    all: (text, ...values) => statement(text).all(...values),
    get: (text, ...values) => statement(text).get(...values),
    run: (text, ...values) => void statement(text).run(...values),
    forget: () => prepared.clear(),
  }
}

/** Throws what SQLite throws. */
export const connect = ({ DatabaseSync }: Driver, path: string, readOnly: boolean): Connection => {
  const database = new DatabaseSync(path, { readOnly })
  const exec = (text: string): void => database.exec(text)
  try {
    for (const setting of settings) exec(`PRAGMA ${setting}`)
    const { forget, ...sql } = sqlOn(database)
    const close = (): void => {
      // @photostructure/sqlite ends a connection only when its last statement is collected as garbage.
      forget()
      database.close()
    }
    return { ...sql, exec, close }
  } catch (error) {
    database.close()
    throw error
  }
}
