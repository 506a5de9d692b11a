/** Bytes are strict UTF-8 without NUL, or the line is told where they are not. */
import { isUtf8 } from 'node:buffer'
import type { ImportProblem } from './problem'

const newline = 0x0a
const longestSequence = 4

const linesIn = (bytes: Uint8Array): number => {
  let lines = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines += 1
  return lines
}

/** Length that the lead byte of a sequence promises; 0 for a byte inside of one. */
const promised = (byte: number): number => {
  if (byte < 0x80) return 1
  if (byte < 0xc0) return 0
  if (byte < 0xe0) return 2
  return byte < 0xf0 ? 3 : longestSequence
}

/** How many bytes at the end belong to a sequence that goes on in the next piece. */
const unfinished = (bytes: Uint8Array): number => {
  for (let back = 1; back < longestSequence && back <= bytes.length; back += 1) {
    const length = promised(bytes[bytes.length - back] as number)
    if (length > 0) return length > back ? back : 0
  }
  return 0
}

const lineOfBadUtf8 = (bytes: Uint8Array, before: number): number => {
  let line = before + 1
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(newline, from)
    const to = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(from, to))) return line
    from = to
  }
  return line
}

export interface TextCheck {
  /** The next piece of the file; a problem ends the check. */
  readonly take: (bytes: Uint8Array) => ImportProblem | null
  /** A sequence that the file's end cuts off. */
  readonly end: () => ImportProblem | null
}

export const textCheck = (): TextCheck => {
  let lines = 0
  let rest: Uint8Array = new Uint8Array()
  return {
    take: (piece) => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
      const nul = bytes.indexOf(0)
      // UTF-16 is full of NUL bytes; that it is not UTF-8 is the better word for it.
      const whole = bytes.subarray(0, bytes.length - unfinished(bytes))
      if (!isUtf8(whole)) return { is: 'not UTF-8', line: lineOfBadUtf8(whole, lines) }
      if (nul >= 0) return { is: 'NUL byte', line: lines + 1 + linesIn(bytes.subarray(0, nul)) }
      lines += linesIn(whole)
      rest = Uint8Array.from(bytes.subarray(whole.length))
      return null
    },
    end: () => (rest.length === 0 ? null : { is: 'not UTF-8', line: lines + 1 }),
  }
}
