import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { isUtf8 } from 'node:buffer'
import { delimiterOf } from './delimiter'
import { textCheck } from './text'

/** The check's answer for the bytes in pieces of `size`. */
const checked = (bytes: Uint8Array, size: number): ReturnType<ReturnType<typeof textCheck>['end']> => {
  const check = textCheck()
  for (let at = 0; at < bytes.length; at += size) {
    const problem = check.take(bytes.subarray(at, at + size))
    if (problem !== null) return problem
  }
  return check.end()
}

const lineOf = (bytes: Uint8Array, at: number): number =>
  bytes.subarray(0, at).filter((byte) => byte === 10).length + 1

test('text passes in whatever pieces it comes', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((some) => !some.includes('\0'))
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (some, size) => {
      expect(checked(Buffer.from(some), size)).toBeNull()
    }),
  )
})

test('bytes that are no text are told with their line, in whatever pieces they come', () => {
  const lines = fc.array(fc.constantFrom('ada\n', 'é\n', '日本\r\n', '😀', 'x'), { maxLength: 12 })
  // Never allowed in UTF-8, wherever they stand.
  const bad = fc.constantFrom(0xff, 0xfe, 0xc0, 0xf8)
  fc.assert(
    fc.property(lines, bad, lines, fc.integer({ min: 1, max: 9 }), (before, byte, behind, size) => {
      const head = Buffer.from(before.join(''))
      const bytes = Buffer.concat([head, Buffer.from([byte]), Buffer.from(behind.join(''))])
      expect(isUtf8(bytes)).toBe(false)
      expect(checked(bytes, size)).toEqual({ is: 'not UTF-8', line: lineOf(bytes, head.length) })
    }),
  )
})

test('a sequence that is cut off by the end is no text', () => {
  for (const cut of [1, 2, 3]) {
    const bytes = Buffer.from('a\n😀').subarray(0, -cut)
    expect(checked(bytes, 2)).toEqual({ is: 'not UTF-8', line: 2 })
  }
})

test.each([
  ['a,b;c,d', ','],
  ['a;b;"c,d,e"', ';'],
  ['a\tb', '\t'],
  ['a|b|c', '|'],
  ['phone', ','],
])('the header %j is separated by %j', (header, delimiter) => expect(delimiterOf(header)).toBe(delimiter))
