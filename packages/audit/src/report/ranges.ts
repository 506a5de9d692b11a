/** Recipients as ranges of indexes: a million of them who were never called is one line. */

/** First and last index, both in it. */
export type Range = readonly [number, number]

export interface RecipientSet {
  readonly count: number
  readonly ranges: readonly Range[]
}

/** `indexes` ascending, none twice. */
export const setOf = (indexes: Iterable<number>): RecipientSet => {
  const ranges: [number, number][] = []
  let count = 0
  for (const index of indexes) {
    count += 1
    const last = ranges.at(-1)
    if (last !== undefined && last[1] + 1 === index) last[1] = index
    else ranges.push([index, index])
  }
  return { count, ranges }
}
