/** Whole numbers in a row that grows: four bytes each. */

export interface Ints {
  readonly push: (n: number) => void
  readonly at: (k: number) => number
  readonly size: () => number
}

export const ints = (): Ints => {
  let row = new Int32Array(1 << 12)
  let size = 0
  return {
    push: (n) => {
      if (size === row.length) {
        const longer = new Int32Array(row.length * 2)
        longer.set(row)
        row = longer
      }
      row[size] = n
      size += 1
    },
    at: (k) => row[k] as number,
    size: () => size,
  }
}
