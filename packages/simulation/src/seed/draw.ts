/** Chance from a seed: whole numbers only, the same on every machine and every version of the runtime. */

/** 32 bits of three numbers, well mixed. The same question has the same answer, whoever asked before. */
export const mixed = (seed: number, salt: number, k: number): number => {
  let h = (seed ^ Math.imul(salt + 1, 0x9e3779b1)) >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13) ^ Math.imul(k + 1, 0x27d4eb2f), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b)
  return (h ^ (h >>> 15)) >>> 0
}

export interface Draw {
  /** 0 to `n` - 1. */
  readonly below: (n: number) => number
  /** From `least` to `most`, both included. */
  readonly within: (least: number, most: number) => number
  readonly chance: (perHundred: number) => boolean
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T
}

export const drawing = (seed: number, salt: number): Draw => {
  let k = 0
  const below = (n: number): number => mixed(seed, salt, k++) % Math.max(1, n)
  return {
    below,
    within: (least, most) => least + below(most - least + 1),
    chance: (perHundred) => below(100) < perHundred,
    oneOf: (choices) => choices[below(choices.length)] ?? choices[0],
  }
}

/** A running fingerprint of everything that happened, in its order. */
export const hashOn = (hash: number, text: string): number => {
  let h = hash
  for (let k = 0; k < text.length; k += 1) h = Math.imul(h ^ text.charCodeAt(k), 0x01000193)
  return (h ^ (h >>> 13)) >>> 0
}

export const hex = (n: number): string => n.toString(16).padStart(32, '0')
