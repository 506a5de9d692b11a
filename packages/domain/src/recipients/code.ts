/**
 * One recipient in 32 bits: highest n authorized (8), highest n closed (8), released count (8), situation (6),
 * opted out (1). The first comes from `campaign-` alone, the rest from `calls-` alone: that is why their order
 * does not matter (law 5).
 */
import { closesBit, lookUp, releasedShift, relationIndex, violationBit } from './table'

export type Code = number

export const fresh: Code = 0

const closedShift = 8
const releasedCountShift = 16
const situationShift = 24
const optedOutBit = 1 << 30
const byte = 0xff
const sixBits = 0x3f

export const authorized = (code: Code): number => code & byte
export const closed = (code: Code): number => (code >>> closedShift) & byte
export const releasedCount = (code: Code): number => (code >>> releasedCountShift) & byte
export const situation = (code: Code): number => (code >>> situationShift) & sixBits
export const optedOut = (code: Code): boolean => (code & optedOutBit) !== 0

/** An authorization without a terminal fact. */
export const isOpen = (code: Code): boolean => authorized(code) > closed(code)

/** Attempts that count against the cap: authorizations that were not released. */
export const attempts = (code: Code): number => Math.max(authorized(code), closed(code)) - releasedCount(code)

/** A grant folded. */
export const authorize = (code: Code, n: number): Code => (n > authorized(code) ? (code & ~byte) | n : code)

export const optOut = (code: Code): Code => code | optedOutBit

const relationOf = (n: number, highest: number): number => {
  if (n === highest) return relationIndex.same
  return n < highest ? relationIndex.older : relationIndex.newer
}

/** What the table says of a fact that meets this code; `fact` is an index of `factKinds`. */
export const resultOf = (code: Code, fact: number, n: number): number =>
  lookUp(situation(code), fact, relationOf(n, closed(code)))

/** A fact folded: the result of it applied. */
export const apply = (code: Code, result: number, n: number): Code => {
  const nowClosed = (result & closesBit) === 0 ? closed(code) : n
  const released = Math.min(byte, releasedCount(code) + ((result >>> releasedShift) & 3) - 1)
  return (
    (code & (byte | optedOutBit)) |
    (nowClosed << closedShift) |
    (released << releasedCountShift) |
    ((result & sixBits) << situationShift)
  )
}

export const violates = (result: number): boolean => (result & violationBit) !== 0
