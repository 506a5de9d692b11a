/** Rows of whole numbers in pages: nothing is copied while they grow, and a page is as narrow as its numbers allow. */

const bitsOfPage = 12
const rowsInPage = 2 ** bitsOfPage
const maskOfPage = rowsInPage - 1

/** Stands for a number that is not there. None that is kept is below zero but an offset, and every row has one. */
export const none = -1

type Cells = Int8Array | Int16Array | Int32Array | Float64Array

/** From narrow to wide, each with what stands where there is no number. The last one takes every whole number as it is. */
const widths: readonly { readonly never: number; readonly make: () => Cells }[] = [
  { never: -0x80, make: () => new Int8Array(rowsInPage) },
  { never: -0x8000, make: () => new Int16Array(rowsInPage) },
  { never: -0x8000_0000, make: () => new Int32Array(rowsInPage) },
  { never: -Infinity, make: () => new Float64Array(rowsInPage) },
]
const widest = widths.length - 1

/** One field of so many rows: each number as its distance from the first one, for neighbours have much in common. */
interface Page {
  readonly width: number
  readonly never: number
  readonly from: number
  readonly cells: Cells
}

/** A page of a field is made when the first of its rows is written: what a campaign never saw costs nothing. */
export interface Columns {
  readonly fields: number
  size: number
  /** By page and field. */
  readonly pages: (Page | undefined)[]
}

export const noColumns = (fields: number): Columns => ({ fields, size: 0, pages: [] })

/** Answers the number of the new row: nothing is known in it. */
export const addRow = (columns: Columns): number => {
  if ((columns.size & maskOfPage) === 0)
    for (let field = 0; field < columns.fields; field += 1) columns.pages.push(undefined)
  columns.size += 1
  return columns.size - 1
}

const pageAt = ({ fields }: Columns, row: number, field: number): number =>
  (row >> bitsOfPage) * fields + field

/** `none` where nothing was written. */
export const valueAt = (columns: Columns, row: number, field: number): number => {
  const page = columns.pages[pageAt(columns, row, field)]
  if (page === undefined) return none
  const cell = page.cells[row & maskOfPage]
  return cell === undefined || cell === page.never ? none : page.from + cell
}

const emptyPage = (width: number, from: number): Page => {
  const { never, make } = widths[width] as (typeof widths)[number]
  return { width, never, from: width === widest ? 0 : from, cells: make().fill(never) }
}

const widened = (page: Page): Page => {
  const wider = emptyPage(page.width + 1, page.from)
  const shift = page.from - wider.from
  for (const [k, cell] of page.cells.entries()) if (cell !== page.never) wider.cells[k] = cell + shift
  return wider
}

/** Answers whether it fitted; what did not is read back as another number, or as none. */
const put = ({ cells, never, from }: Page, k: number, value: number): boolean => {
  const cell = value - from
  cells[k] = cell
  return cells[k] === cell && cell !== never
}

export const setValue = (columns: Columns, row: number, field: number, value: number): void => {
  if (value === none) return
  const at = pageAt(columns, row, field)
  let page = (columns.pages[at] ??= emptyPage(0, value))
  while (!put(page, row & maskOfPage, value)) columns.pages[at] = page = widened(page)
}
