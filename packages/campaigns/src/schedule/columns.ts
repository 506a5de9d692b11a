/** What the header means: which column is the phone, which the time zone, and that all others are variables. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { plain } from './cell'
import type { ImportLimits } from './limits'
import type { ImportProblem } from './problem'

export interface ColumnChoice {
  /** The header's own word for the phone column; null: found by its name. */
  readonly phoneColumn: string | null
  readonly timeZoneColumn: string | null
  readonly hasDefaultTimeZone: boolean
}

export interface Columns {
  readonly count: number
  readonly phone: number
  /** Null: every row gets the default. */
  readonly timeZone: number | null
  /** (name, place) of each variable. */
  readonly variables: readonly (readonly [string, number])[]
}

/**
 * Names under which a column is found, beside any upper case, blanks and hyphens. The first one is ours: it wins
 * over the others, so that an export can be read back whatever its variables are called.
 */
export const phoneNames = [
  'lastcall_phone',
  ...['phone', 'phone_number', 'phonenumber', 'number', 'telephone', 'telephone_number', 'tel'],
  ...['mobile', 'mobile_number', 'mobile_phone', 'cell', 'cell_phone', 'cellphone', 'msisdn', 'e164'],
] as const
export const timeZoneNames = ['lastcall_time_zone', 'time_zone', 'timezone', 'tz', 'zone_info'] as const

export const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_')

type Role = 'phone' | 'time zone'

const find = (
  names: readonly string[],
  role: Role,
  known: readonly string[],
  chosen: string | null,
): Either<ImportProblem, number | null> => {
  if (chosen !== null) {
    const at = names.findIndex((name) => name === chosen.trim() || plainName(name) === plainName(chosen))
    return at < 0 ? left({ is: 'named column missing', role }) : right(at)
  }
  const ours = names.findIndex((name) => plainName(name) === known[0])
  if (ours >= 0) return right(ours)
  const fitting = names.flatMap((name, at) => (known.includes(plainName(name)) ? [at] : []))
  if (fitting.length > 1)
    return left({ is: 'several columns fit', role, columns: fitting.map((at) => at + 1) })
  return right(fitting[0] ?? null)
}

const longestName = 64
const control = /[\u0000-\u001f\u007f-\u009f]/

const problemOfNames = (names: readonly string[], limits: ImportLimits): ImportProblem | null => {
  if (names.length > limits.columns)
    return { is: 'too many columns', found: names.length, most: limits.columns }
  const seen = new Set<string>()
  for (const [at, name] of names.entries()) {
    const column = at + 1
    if (name === '') return { is: 'column without a name', column }
    if (name.length > longestName || control.test(name)) return { is: 'column name unusable', column }
    if (seen.has(name)) return { is: 'column twice', column }
    seen.add(name)
  }
  return null
}

export const columnsOf = (
  header: readonly string[],
  choice: ColumnChoice,
  limits: ImportLimits,
): Either<ImportProblem, Columns> => {
  const names = header.map((name) => plain(name.trim()))
  const problem = problemOfNames(names, limits)
  if (problem !== null) return left(problem)
  const phone = find(names, 'phone', phoneNames, choice.phoneColumn)
  if (phone._tag === 'Left') return phone
  if (phone.right === null) return left({ is: 'no phone column', columns: names.length })
  const timeZone = find(names, 'time zone', timeZoneNames, choice.timeZoneColumn)
  if (timeZone._tag === 'Left') return timeZone
  if (timeZone.right === null && !choice.hasDefaultTimeZone) return left({ is: 'no time zone column' })
  const taken = [phone.right, timeZone.right]
  const variables = names.flatMap((name, at) => (taken.includes(at) ? [] : [[name, at] as const]))
  const reserved = variables.find(([name]) =>
    [phoneNames[0], timeZoneNames[0]].includes(plainName(name) as never),
  )
  if (reserved !== undefined) return left({ is: 'column name unusable', column: reserved[1] + 1 })
  return right({ count: names.length, phone: phone.right, timeZone: timeZone.right, variables })
}
