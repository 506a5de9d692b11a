/** Cells that no spreadsheet takes for a formula: those begin with = + - @, TAB or a line end, in full width too. */

const formula = /^[=+\-@\t\r\n＝＋－＠]/
/** As a spreadsheet, or `neutral`, marks a formula as text. */
const marked = /^'+[=+\-@\t\r\n＝＋－＠]/
/** Stands as it is: it must be read back by others too, and is no formula that does anything. */
const e164 = /^\+[1-9]\d{6,14}$/

/** An apostrophe in front of what could be taken for a formula; one that is there already gets another. */
export const neutral = (cell: string): string =>
  (formula.test(cell) && !e164.test(cell)) || marked.test(cell) ? `'${cell}` : cell

/** The inverse, asked of every cell that is imported: an export comes back as it was. */
export const plain = (cell: string): string => (marked.test(cell) ? cell.slice(1) : cell)
