/** A CSV file as rows with line numbers, read piece by piece; it is read to its end, or refused with a line. */
import type { CsvError } from 'csv-parse'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import { delimiterOf, firstLine } from './delimiter'
import type { ImportLimits } from './limits'
import type { ImportProblem } from './problem'
import type { RecipientsSource } from './source'
import { codeOf } from './source'
import { textCheck } from './text'

export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Takes the rows of one piece in order, the header first. What it answers ends the reading. */
export type TakeRows<F> = (rows: readonly TableRow[]) => F | null | Promise<F | null>

export interface TableRead {
  /** SHA-256 of the file's bytes. */
  readonly sha256: string
}

interface Reading {
  readonly rows: TableRow[]
  parser: Writable | null
  /** Lines that the parser has counted too many. */
  surplus: number
  /** Bytes of a header that has not ended yet. */
  head: Buffer
}

/** The parser's own message would hold the cell. */
const problemOf = (error: CsvError, surplus: number, mostBytes: number): ImportProblem => {
  const { lines } = error as unknown as { readonly lines?: number }
  const line = (lines ?? 1) - surplus
  if (error.code === 'CSV_MAX_RECORD_SIZE') return { is: 'row too long', line, mostBytes }
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? { is: 'quote not closed', line }
    : { is: 'stray quote', line }
}

/** The parser counts the CR and the LF of a line end inside of quotes as two lines; this is how many too many. */
const surplusOf = (cells: readonly string[]): number =>
  cells.reduce((surplus, cell) => surplus + cell.split('\r\n').length - 1, 0)

const parserInto = async (reading: Reading, header: string, limits: ImportLimits): Promise<Writable> => {
  const { parse } = await import('csv-parse')
  let linesBefore = 0
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(header),
    // All of them, so that a file put together from others does not run its rows into each other.
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: limits.rowBytes,
    relax_column_count: true,
    skip_empty_lines: true,
    // Rows are taken here and not from the stream: an event for each would cost more than the parsing.
    on_record: (cells: string[], { lines }) => {
      if (lines > linesBefore + 1) reading.surplus += surplusOf(cells)
      linesBefore = lines
      reading.rows.push({ line: lines - reading.surplus, cells })
      return null
    },
  })
  parser.on('error', () => undefined)
  return parser
}

const settle = (go: (done: (error?: Error | null) => void) => unknown): Promise<CsvError | null> =>
  new Promise((resolve) => void go((error) => resolve((error as CsvError | null | undefined) ?? null)))

const feed = async (
  reading: Reading,
  bytes: Uint8Array,
  limits: ImportLimits,
  isLast: boolean,
): Promise<ImportProblem | null> => {
  let next = bytes
  if (reading.parser === null) {
    reading.head = Buffer.concat([reading.head, bytes])
    const header = firstLine(reading.head) ?? (isLast ? reading.head.toString('utf8') : null)
    if (header === null && reading.head.length <= limits.rowBytes) return null
    if (header === null || header.length > limits.rowBytes) {
      return { is: 'row too long', line: 1, mostBytes: limits.rowBytes }
    }
    reading.parser = await parserInto(reading, header, limits)
    next = reading.head
  }
  const parser = reading.parser
  const error = await settle((done) =>
    isLast ? parser.end(next, () => done(parser.errored)) : parser.write(next, done),
  )
  return error === null ? null : problemOf(error, reading.surplus, limits.rowBytes)
}

/** The file's bytes, or why there are no more of them. */
async function* piecesOf(source: RecipientsSource): AsyncGenerator<Either<ImportProblem, Uint8Array>> {
  try {
    for await (const bytes of source.open()) yield right(bytes)
  } catch (error) {
    yield left({ is: 'file unreadable', why: codeOf(error) })
  }
}

/** Reads the whole file through `take`. */
export const readTable = async <F>(
  source: RecipientsSource,
  limits: ImportLimits,
  take: TakeRows<F>,
): Promise<Either<ImportProblem | F, TableRead>> => {
  const digest = createHash('sha256')
  const text = textCheck()
  const reading: Reading = { rows: [], parser: null, surplus: 0, head: Buffer.alloc(0) }
  let size = 0
  const handOut = async (): Promise<F | null> => {
    const rows = reading.rows.splice(0)
    return rows.length === 0 ? null : take(rows)
  }
  for await (const piece of piecesOf(source)) {
    if (piece._tag === 'Left') return piece
    const bytes = piece.right
    size += bytes.length
    if (size > limits.fileBytes) return left({ is: 'file too large', mostBytes: limits.fileBytes })
    digest.update(bytes)
    const problem = text.take(bytes) ?? (await feed(reading, bytes, limits, false)) ?? (await handOut())
    if (problem !== null) return left(problem)
  }
  const problem = text.end() ?? (await feed(reading, new Uint8Array(), limits, true)) ?? (await handOut())
  return problem === null ? right({ sha256: digest.digest('hex') }) : left(problem)
}
