/** What the first pass keeps for the second: a bit for each row and a number for each valid one, dense. */

export interface Verdicts {
  /** Rows are numbered from 0 as they are added; `null` is a rejected one. The number is E.164 without its plus. */
  readonly add: (number: number | null) => void
  readonly rows: () => number
  readonly accepted: () => number
  /** Reads them back in order, from the start; `undefined` when there are no more. */
  readonly replay: () => () => number | null | undefined
}

const first = 1_024

const doubled = <T extends Uint8Array | Float64Array>(array: T, into: T): T => {
  into.set(array)
  return into
}

export const verdicts = (): Verdicts => {
  let bits = new Uint8Array(first)
  let numbers = new Float64Array(first)
  let rows = 0
  let accepted = 0
  return {
    add: (number) => {
      if (rows >> 3 >= bits.length) bits = doubled(bits, new Uint8Array(bits.length * 2))
      if (number !== null) {
        if (accepted >= numbers.length) numbers = doubled(numbers, new Float64Array(numbers.length * 2))
        numbers[accepted] = number
        accepted += 1
        bits[rows >> 3] = (bits[rows >> 3] as number) | (1 << (rows & 7))
      }
      rows += 1
    },
    rows: () => rows,
    accepted: () => accepted,
    replay: () => {
      let row = 0
      let next = 0
      return () => {
        if (row >= rows) return undefined
        const valid = ((bits[row >> 3] as number) >> (row & 7)) & 1
        row += 1
        if (valid === 0) return null
        next += 1
        return numbers[next - 1]
      }
    },
  }
}
