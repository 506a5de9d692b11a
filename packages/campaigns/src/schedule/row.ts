/** One row of the file: who is to be called, or why not. */
import type { RecipientRow } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left } from 'fp-ts/lib/Either'
import { plain } from './cell'
import type { Columns } from './columns'
import type { ParseNumber } from './number/parse'
import type { RowProblem } from './problem'

export interface RowRules {
  readonly parseNumber: ParseNumber
  readonly isTimeZone: (name: string) => boolean
  readonly defaultTimeZone: string | null
}

type Cells = readonly string[]

export const timeZoneOf = (columns: Columns, cells: Cells, defaultTimeZone: string | null): string => {
  const own = columns.timeZone === null ? '' : plain((cells[columns.timeZone] ?? '').trim())
  return own === '' ? (defaultTimeZone ?? '') : own
}

/** The number in E.164, if everything about the row is right. */
export const checkRow = (rules: RowRules, columns: Columns, cells: Cells): Either<RowProblem, string> => {
  if (cells.length !== columns.count) {
    return left({ is: 'wrong number of columns', found: cells.length, expected: columns.count })
  }
  const number = rules.parseNumber(plain((cells[columns.phone] ?? '').trim()))
  if (number._tag === 'Left') return number
  const timeZone = timeZoneOf(columns, cells, rules.defaultTimeZone)
  if (timeZone === '') return left({ is: 'no time zone' })
  return rules.isTimeZone(timeZone) ? number : left({ is: 'unknown time zone' })
}

/** `number`: as `checkRow` gave it. */
export const recipientOf = (
  columns: Columns,
  cells: Cells,
  number: string,
  defaultTimeZone: string | null,
): RecipientRow => ({
  number,
  timeZone: timeZoneOf(columns, cells, defaultTimeZone),
  // A column may be called __proto__: an entry is a property of its own, an assignment would not be.
  variables: Object.fromEntries(columns.variables.map(([name, at]) => [name, plain(cells[at] ?? '')])),
})
