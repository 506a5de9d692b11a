/** Chance that can be had again: numbers that depend on a text alone, not on who drew before. */

/** 32 bits of a text (the finish of MurmurHash3 over FNV-1a). Not for secrets. */
export const hash = (text: string, salt: number): number => {
  let h = (0x811c9dc5 ^ Math.imul(salt + 1, 0x9e3779b1)) >>> 0
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Draws from 0 (included) to 1 (excluded), always the same ones for a text (the sfc32 generator). */
export const generator = (text: string): (() => number) => {
  let a = hash(text, 0)
  let b = hash(text, 1)
  let c = hash(text, 2)
  let d = 1
  const draw = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 12; i += 1) draw()
  return draw
}
