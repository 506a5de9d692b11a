/** Who keeps the network's record: lines are numbered and stamped here, and hold a token instead of a number. */
import type { NetworkRecord } from '@lastcall/carrier'
import { createHmac } from 'node:crypto'
import type { Clock } from '../clock/clock'
import type { Seen } from '../network'

export interface RecordKeeper {
  readonly keep: (line: NetworkRecord) => void
  /** What was kept is written before anybody hears of it. */
  readonly flush: () => void
  readonly close: () => void
}

const tokenDigits = 16

/** 64 bits of HMAC-SHA256: the same number has the same token under one key, and nobody can go back without it. */
const tokenOf = (key: Uint8Array, number: string): string =>
  createHmac('sha256', key).update(number).digest('hex').slice(0, tokenDigits)

/** `key`: random, of this record alone, and kept nowhere. */
export const stamper = (clock: Clock, key: Uint8Array): ((seen: Seen) => NetworkRecord) => {
  let seq = 0
  return ({ number, ...seen }) => {
    seq += 1
    const stamped = { seq, atUs: clock.wallUs(), monotonicUs: Math.round(clock.nowMs() * 1000), ...seen }
    return number === undefined ? stamped : { ...stamped, to: tokenOf(key, number) }
  }
}

/** A record in memory. */
export const recordInMemory = (): RecordKeeper & { readonly lines: () => readonly NetworkRecord[] } => {
  const lines: NetworkRecord[] = []
  return {
    keep: (line) => lines.push(line),
    flush: () => undefined,
    close: () => undefined,
    lines: () => lines,
  }
}

export const noRecord: RecordKeeper = {
  keep: () => undefined,
  flush: () => undefined,
  close: () => undefined,
}
