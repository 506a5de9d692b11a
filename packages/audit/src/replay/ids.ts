/** The ids of rows as the 128 bits that they are, and which row had each first: an index of row numbers alone. */
import type { AttemptId } from '@lastcall/domain'

const wordsOfId = 4
const bytesOfId = 16
const bitsOfPage = 12
const idsInPage = 2 ** bitsOfPage
const maskOfPage = idsInPage - 1
const leastBits = 5

interface Bits {
  readonly words: Int32Array
  /** The same memory. */
  readonly bytes: Buffer
}

const room = (ids: number): Bits => {
  const words = new Int32Array(ids * wordsOfId)
  return { words, bytes: Buffer.from(words.buffer) }
}

export interface Ids {
  size: number
  readonly pages: Bits[]
  /** How many differ. */
  known: number
  /** Open addressing: row + 1 at the home of its id or, while that is taken, behind it; 0: nobody. */
  index: Int32Array
  /** The id that is asked for. */
  readonly asked: Bits
}

export const noIds = (): Ids => ({
  ...{ size: 0, pages: [], known: 0, index: new Int32Array(2 ** leastBits), asked: room(1) },
})

const pageOf = ({ pages }: Ids, row: number): Bits => pages[row >> bitsOfPage] as Bits

/** Every bit counts: ids are random, and those of a test are not. The last steps are MurmurHash3's. */
const hashOf = (words: Int32Array, from: number): number => {
  let hash = 0
  for (let k = 0; k < wordsOfId; k += 1) hash = Math.imul(hash ^ (words[from + k] as number), 0x9e37_79b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return hash ^ (hash >>> 16)
}

const isAt = (ids: Ids, row: number, words: Int32Array, from: number): boolean => {
  const page = pageOf(ids, row).words
  const at = (row & maskOfPage) * wordsOfId
  for (let k = 0; k < wordsOfId; k += 1) if (page[at + k] !== words[from + k]) return false
  return true
}

/** Where the id stands in the index, or the free place where it would. */
const placeOf = (ids: Ids, words: Int32Array, from: number): number => {
  const mask = ids.index.length - 1
  for (let at = hashOf(words, from) & mask; ; at = (at + 1) & mask) {
    const row = ids.index[at] as number
    if (row === 0 || isAt(ids, row - 1, words, from)) return at
  }
}

/** At most two places in three are taken. */
const makeRoom = (ids: Ids): void => {
  if (3 * (ids.known + 1) <= 2 * ids.index.length) return
  const before = ids.index
  ids.index = new Int32Array(2 * before.length)
  for (const row of before) {
    if (row === 0) continue
    const place = placeOf(ids, pageOf(ids, row - 1).words, ((row - 1) & maskOfPage) * wordsOfId)
    ids.index[place] = row
  }
}

const rowAsked = (ids: Ids): number => (ids.index[placeOf(ids, ids.asked.words, 0)] as number) - 1

/** The row that had the id first; -1: none. */
export const rowOf = (ids: Ids, id: AttemptId): number => {
  ids.asked.bytes.write(id, 'hex')
  return rowAsked(ids)
}

/** The id of the next row. */
export const addId = (ids: Ids, id: AttemptId): void => {
  if ((ids.size & maskOfPage) === 0) ids.pages.push(room(idsInPage))
  const row = ids.size
  ids.size += 1
  makeRoom(ids)
  const { words, bytes } = pageOf(ids, row)
  const at = row & maskOfPage
  bytes.write(id, at * bytesOfId, 'hex')
  const place = placeOf(ids, words, at * wordsOfId)
  if (ids.index[place] !== 0) return
  ids.index[place] = row + 1
  ids.known += 1
}

export const idAt = (ids: Ids, row: number): AttemptId => {
  const at = (row & maskOfPage) * bytesOfId
  return pageOf(ids, row).bytes.toString('hex', at, at + bytesOfId) as AttemptId
}
