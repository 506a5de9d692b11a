import fc from 'fast-check'
import { cut, fromStart, longestLine } from './lines'

const cutAll = (chunks: readonly string[]): { lines: readonly string[]; tooLong: number } => {
  let cutting = fromStart
  const lines: string[] = []
  let tooLong = 0
  for (const chunk of chunks) {
    const result = cut(cutting, chunk)
    cutting = result.next
    lines.push(...result.lines)
    tooLong += result.tooLong
  }
  return { lines, tooLong }
}

test('lines are the same however the stream is chopped', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n') })), (chunks) => {
      expect(cutAll(chunks).lines).toEqual(chunks.join('').split('\n').slice(0, -1))
    }),
  )
})

test('a line that is too long is counted once, forgotten, and the next one is read', () => {
  const long = 'x'.repeat(longestLine)
  expect(cutAll([long, long, 'x', long, 'end\nnext\n'])).toEqual({ lines: ['next'], tooLong: 1 })
  expect(cutAll([`${long}x\nnext\n`])).toEqual({ lines: ['next'], tooLong: 1 })
})
