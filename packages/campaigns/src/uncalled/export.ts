/** Recipients as CSV that can be scheduled again: phone, time zone, then the variables as the file had them. */
import type { RecipientRow } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Failure } from '../failure'
import { neutral } from '../schedule/cell'
import { phoneNames, plainName, timeZoneNames } from '../schedule/columns'
import type { UncalledRecipient } from './uncalled'

/** The plain name, unless a variable could be taken for it when the file is read back. */
const nameFor = (known: readonly string[], usual: string, variables: readonly string[]): string =>
  variables.some((name) => known.includes(plainName(name))) ? (known[0] as string) : usual

const headerOf = ({ variables }: RecipientRow): readonly string[] => {
  const names = Object.keys(variables)
  return [nameFor(phoneNames, 'phone', names), nameFor(timeZoneNames, 'time_zone', names), ...names]
}

const cellsOf = (
  { number, timeZone, variables }: RecipientRow,
  names: readonly string[],
): readonly string[] => [number, timeZone, ...names.map((name) => variables[name] ?? '')]

const rowsAtOnce = 200

/** Pieces of CSV text, every cell quoted; the first one begins with the header. Ends behind the first failure. */
export async function* exportCsv(
  recipients: AsyncIterable<Either<Failure, UncalledRecipient>>,
): AsyncGenerator<Either<Failure, string>> {
  const { stringify } = await import('csv-stringify/sync')
  const text = (rows: readonly (readonly string[])[]): string =>
    stringify(
      rows.map((row) => row.map(neutral)),
      { quoted: true, quoted_empty: true, record_delimiter: '\r\n' },
    )
  let names: readonly string[] | null = null
  let rows: (readonly string[])[] = []
  for await (const next of recipients) {
    if (next._tag === 'Left') {
      yield next
      return
    }
    const { row } = next.right
    if (names === null) {
      names = Object.keys(row.variables)
      rows.push(headerOf(row))
    }
    rows.push(cellsOf(row, names))
    if (rows.length < rowsAtOnce) continue
    yield right(text(rows))
    rows = []
  }
  if (rows.length > 0) yield right(text(rows))
}
