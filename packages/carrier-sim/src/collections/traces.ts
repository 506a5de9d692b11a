/** Faint memory of ids in fixed space: says "never seen" only when that is certain (a Bloom filter, copied on write). */
import { hash } from '../seeded/random'

const pages = 512
const wordsOfPage = 1024
const bits = pages * wordsOfPage * 32
const marks = 4

export type Traces = readonly (Uint32Array | undefined)[]

export const noTraces: Traces = new Array<Uint32Array | undefined>(pages).fill(undefined)

const bitsOf = (id: string): readonly number[] =>
  Array.from({ length: marks }, (_, salt) => hash(id, salt) % bits)

export const leave = (traces: Traces, id: string): Traces => {
  const next = traces.slice()
  for (const bit of bitsOf(id)) {
    const at = Math.floor(bit / (wordsOfPage * 32))
    const page = Uint32Array.from(next[at] ?? new Uint32Array(wordsOfPage))
    const word = (bit >>> 5) % wordsOfPage
    page[word] = ((page[word] ?? 0) | (1 << (bit & 31))) >>> 0
    next[at] = page
  }
  return next
}

/** False is certain; true is wrong for about 1 id in 400 after a million others. */
export const maybeSeen = (traces: Traces, id: string): boolean =>
  bitsOf(id).every((bit) => {
    const page = traces[Math.floor(bit / (wordsOfPage * 32))]
    return page !== undefined && ((page[(bit >>> 5) % wordsOfPage] ?? 0) & (1 << (bit & 31))) !== 0
  })
