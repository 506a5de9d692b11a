/** Numbers of rows, one after the other. */
import type { Columns } from './columns'
import { addRow, noColumns, setValue, valueAt } from './columns'

/** `size`: how many there are. */
export type List = Columns

export const noList = (): List => noColumns(1)

export const addTo = (list: List, row: number): void => setValue(list, addRow(list), 0, row)

/** -1: there are not so many. */
export const rowAt = (list: List, k: number): number => valueAt(list, k, 0)

export function* rowsOf(list: List): Generator<number> {
  for (let k = 0; k < list.size; k += 1) yield rowAt(list, k)
}
