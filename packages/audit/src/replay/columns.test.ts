/** Columns give back every number as it was written, however wide, and nothing where nothing was. */
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { addRow, noColumns, none, setValue, valueAt } from './columns'

const rowsInPage = 4_096
const { MAX_SAFE_INTEGER: greatest } = Number

/** At and beside each border of a width, in both directions, and anywhere. */
const borders = [0, 0x80, 0x8000, 0x8000_0000, greatest - 1]
const number = fc.oneof(
  fc.constantFrom(...borders).chain((border) => fc.integer({ min: -2, max: 1 }).map((by) => border + by)),
  fc.nat(300),
  fc.nat(greatest),
)
const write = fc.record({ row: fc.nat(2 * rowsInPage), field: fc.nat(2), value: number })

describe('columns', () => {
  test('what was written last is read, and none where nothing was, in every field and page', () =>
    fc.assert(
      fc.property(fc.array(write, { maxLength: 60 }), (writes) => {
        const columns = noColumns(3)
        while (columns.size <= 2 * rowsInPage) addRow(columns)
        const expected = new Map<string, number>()
        for (const { row, field, value } of writes) {
          const before = expected.get(`${row} ${field}`)
          if (before !== undefined && value === none) continue
          setValue(columns, row, field, value)
          expected.set(`${row} ${field}`, value)
        }
        for (const { row } of writes)
          for (let field = 0; field < 3; field += 1)
            expect(valueAt(columns, row, field)).toBe(expected.get(`${row} ${field}`) ?? none)
      }),
      { numRuns: 200 },
    ))

  test('rows are numbered from 0', () => {
    const columns = noColumns(1)
    expect([addRow(columns), addRow(columns), columns.size]).toEqual([0, 1, 2])
  })

  test.each(borders.slice(1, 4))('numbers up to %d apart, more and less, keep their neighbours', (apart) => {
    for (const distance of [apart - 1, apart, apart + 1])
      for (const sign of [1, -1]) {
        const columns = noColumns(1)
        const first = 2 ** 40
        const values = [first, first + 1, first + sign * distance, first + 2]
        for (const value of values) setValue(columns, addRow(columns), 0, value)
        expect(values.map((_, row) => valueAt(columns, row, 0))).toEqual(values)
        expect(valueAt(columns, values.length, 0)).toBe(none)
      }
  })

  test('what is no whole number is kept as it is, too', () => {
    const columns = noColumns(1)
    for (const value of [1, 0.5, 2 ** 53]) setValue(columns, addRow(columns), 0, value)
    expect([0, 1, 2].map((row) => valueAt(columns, row, 0))).toEqual([1, 0.5, 2 ** 53])
  })

  test('a row that is not there has nothing', () => {
    expect(valueAt(noColumns(2), 0, 1)).toBe(none)
    expect(valueAt(noColumns(2), -1, 0)).toBe(none)
  })

  test('a field that is never written costs no page, and near numbers cost a byte each', () => {
    const columns = noColumns(2)
    for (let row = 0; row < rowsInPage; row += 1)
      setValue(columns, addRow(columns), 1, 1_772_452_800_000_000 + (row % 100))
    const [unwritten, written] = columns.pages
    expect(unwritten).toBeUndefined()
    expect(written?.cells.byteLength).toBe(rowsInPage)
  })
})
