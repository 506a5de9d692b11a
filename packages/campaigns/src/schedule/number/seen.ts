/** Which numbers were seen, and where first: an open hash table of plain numbers, at most 48 bytes for each. */

export interface SeenNumbers {
  /** The line where the number was first seen, or null: this is the first time, and it is noted with `line`. */
  readonly firstLine: (number: number, line: number) => number | null
}

interface Table {
  /** 0 is an empty slot: no number in E.164 is 0. */
  readonly numbers: Float64Array
  readonly lines: Uint32Array
}

const tableOf = (slots: number): Table => ({
  numbers: new Float64Array(slots),
  lines: new Uint32Array(slots),
})

const twoTo32 = 2 ** 32

/** Numbers in one file are alike in their first digits; all bits must reach the lower ones. */
const hash = (number: number): number => {
  let h = (number | 0) ^ Math.imul((number / twoTo32) | 0, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The slot of the number, or the empty one where it belongs. */
const slotOf = ({ numbers }: Table, number: number): number => {
  const mask = numbers.length - 1
  let slot = hash(number) & mask
  while (numbers[slot] !== 0 && numbers[slot] !== number) slot = (slot + 1) & mask
  return slot
}

const put = (table: Table, number: number, line: number): void => {
  const slot = slotOf(table, number)
  table.numbers[slot] = number
  table.lines[slot] = line
}

const grown = (table: Table): Table => {
  const next = tableOf(table.numbers.length * 2)
  table.numbers.forEach((number, slot) => {
    if (number !== 0) put(next, number, table.lines[slot] as number)
  })
  return next
}

const firstSlots = 1_024

export const seenNumbers = (): SeenNumbers => {
  let table = tableOf(firstSlots)
  let size = 0
  return {
    firstLine: (number, line) => {
      const slot = slotOf(table, number)
      if (table.numbers[slot] === number) return table.lines[slot] as number
      put(table, number, line)
      size += 1
      if (size * 2 > table.numbers.length) table = grown(table)
      return null
    },
  }
}
