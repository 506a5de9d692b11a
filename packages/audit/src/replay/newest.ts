/** The newest authorization of each recipient: recipients are numbered from 0, so a place in an array says who it is. */

const inChunk = 256

export interface Newest {
  /** By the recipient's number divided by `inChunk`: row + 1 of each; 0: none. */
  readonly chunks: Map<number, Int32Array>
  /** Row of the first authorization of each recipient, in the order of the log. */
  readonly firsts: number[]
}

export const noNewest = (): Newest => ({ chunks: new Map(), firsts: [] })

/** The row; -1: none. */
export const newestOf = ({ chunks }: Newest, recipient: number): number =>
  (chunks.get(Math.floor(recipient / inChunk))?.[recipient % inChunk] ?? 0) - 1

export const setNewest = ({ chunks, firsts }: Newest, recipient: number, row: number): void => {
  const at = Math.floor(recipient / inChunk)
  const chunk = chunks.get(at) ?? new Int32Array(inChunk)
  chunks.set(at, chunk)
  if (chunk[recipient % inChunk] === 0) firsts.push(row)
  chunk[recipient % inChunk] = row + 1
}
