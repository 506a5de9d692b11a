/** Reading the network's own record: JSON lines, of which only the last may be torn. */
import { NetworkRecord } from '@lastcall/carrier'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'

export interface RecordRead {
  readonly records: readonly NetworkRecord[]
  /** The writer died in the middle of the last line; it is left out. */
  readonly tornLine: number | null
}

export interface MalformedLine {
  readonly is: 'malformed network record'
  /** Counted from 1. */
  readonly line: number
  readonly why: string
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A gap or a repeat in `seq`, which counts from 1, means that somebody has been at the record: it proves nothing. */
const problemOf = (value: unknown, before: number): string | null => {
  if (value === undefined) return 'not JSON'
  if (!NetworkRecord.is(value)) return 'not a network record'
  return value.seq === before + 1 ? null : `seq ${value.seq} does not follow ${before}`
}

/** `text`: the whole record. A last line without a line feed that is not JSON is torn, and tolerated. */
export const readNetworkRecord = (text: string): Either<MalformedLine, RecordRead> => {
  const lines = text.split('\n')
  const unended = lines.at(-1) === '' ? null : lines.length
  const records: NetworkRecord[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const value = parse(line)
    if (value === undefined && index + 1 === unended) return right({ records, tornLine: unended })
    const why = problemOf(value, records.at(-1)?.seq ?? 0)
    if (why !== null) return left({ is: 'malformed network record', line: index + 1, why })
    records.push(value as NetworkRecord)
  }
  return right({ records, tornLine: null })
}
