/** Streams whose contents can be deleted, and those whose contents are. */
import type { Sql } from '@lastcall/sqlite-file'

export const isDeletable = (name: string): boolean => name.startsWith('recipients-')

export const isDeleted = (sql: Sql, name: string): boolean =>
  isDeletable(name) && sql.get('SELECT 1 FROM deleted_stream WHERE name = ?', name) !== undefined
