/** Rows of numbers in chunks: nothing is copied while they grow, and a row costs its numbers and no more. */

const rowsInChunk = 4_096

/** What of an attempt is a small number; -1 where there is none. Names are places in a `Names`. */
export const small = {
  n: 0,
  offset: 1,
  batch: 2,
  previous: 3,
  firstFactAt: 4,
  placedAt: 5,
  placedBy: 6,
  rangAt: 7,
  answeredAt: 8,
  endedAt: 9,
  disposition: 10,
  status: 11,
  cause: 12,
  releasedAt: 13,
  proof: 14,
  unresolvedAt: 15,
} as const

/** What may be greater than 31 bits. */
export const large = {
  recipient: 0,
  pass: 1,
  permitAgeUs: 2,
  ringMs: 3,
  talkMs: 4,
  placedUs: 5,
  rangUs: 6,
  answeredUs: 7,
  endedUs: 8,
  releasedUs: 9,
  unresolvedUs: 10,
} as const

const smallWidth = Object.keys(small).length
const largeWidth = Object.keys(large).length

/** A chunk of a field is made when the first of its rows is written: what a campaign never saw costs nothing. */
export interface Columns {
  size: number
  /** By chunk and field. */
  readonly smalls: (Int32Array | undefined)[]
  readonly larges: (Float64Array | undefined)[]
}

export const noColumns = (): Columns => ({ size: 0, smalls: [], larges: [] })

/** Answers the number of the new row: nothing is known in it. */
export const addRow = (columns: Columns): number => {
  if (columns.size % rowsInChunk === 0) {
    for (let field = 0; field < smallWidth; field += 1) columns.smalls.push(undefined)
    for (let field = 0; field < largeWidth; field += 1) columns.larges.push(undefined)
  }
  columns.size += 1
  return columns.size - 1
}

const chunkOf = (row: number): number => Math.floor(row / rowsInChunk)

export const smallAt = ({ smalls }: Columns, row: number, field: number): number =>
  smalls[chunkOf(row) * smallWidth + field]?.[row % rowsInChunk] ?? -1

export const largeAt = ({ larges }: Columns, row: number, field: number): number =>
  larges[chunkOf(row) * largeWidth + field]?.[row % rowsInChunk] ?? 0

export const setSmall = ({ smalls }: Columns, row: number, field: number, value: number): void => {
  const at = chunkOf(row) * smallWidth + field
  if (value === -1 && smalls[at] === undefined) return
  const chunk = (smalls[at] ??= new Int32Array(rowsInChunk).fill(-1))
  chunk[row % rowsInChunk] = value
}

export const setLarge = ({ larges }: Columns, row: number, field: number, value: number): void => {
  const at = chunkOf(row) * largeWidth + field
  const chunk = (larges[at] ??= new Float64Array(rowsInChunk))
  chunk[row % rowsInChunk] = value
}

/** Words that come again and again, each kept once. */
export interface Names {
  readonly all: string[]
  readonly places: Map<string, number>
}

export const placeOf = ({ all, places }: Names, name: string): number => {
  const known = places.get(name)
  if (known !== undefined) return known
  places.set(name, all.length)
  all.push(name)
  return all.length - 1
}
