/** Draws that a seed repeats: same seed, same plan, on every machine. */
import { createHash } from 'node:crypto'

/** 2 ** 32 values, Mulberry's 32 bits of state; good for plans, not for secrets. */
const bitsOf = (seed) => {
  let state = createHash('sha256').update(String(seed)).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return (bits ^ (bits >>> 14)) >>> 0
  }
}

export const diceOf = (seed) => {
  const bits = bitsOf(seed)
  const share = () => bits() / 2 ** 32
  const whole = (least, most) => least + Math.floor(share() * (most - least + 1))
  return {
    /** Both ends can come. */
    whole,
    chance: (of) => share() < of,
    one: (list) => list[whole(0, list.length - 1)],
    /** Short ones as often as long ones: each doubling is as likely as the next. */
    stretch: (least, most) => Math.round(least * (most / least) ** share()),
    /** `[weight, value]`, the weights in any unit. */
    weighted: (list) => {
      let left = share() * list.reduce((sum, [weight]) => sum + weight, 0)
      return list.find(([weight]) => (left -= weight) < 0)[1]
    },
  }
}
