/** Cuts a stream of text into lines; one that never ends is given up, not gathered. */

/** No frame of ours is longer, characters. */
export const longestLine = 65_536

export interface Cutting {
  readonly rest: string
  /** In the middle of a line that was too long. */
  readonly skipping: boolean
}

export const fromStart: Cutting = { rest: '', skipping: false }

export interface Cut {
  readonly lines: readonly string[]
  readonly tooLong: number
  readonly next: Cutting
}

export const cut = (cutting: Cutting, chunk: string): Cut => {
  const parts = (cutting.rest + chunk).split('\n')
  const rest = parts.pop() ?? ''
  const whole = cutting.skipping ? parts.slice(1) : parts
  const lines = whole.filter((line) => line.length <= longestLine)
  const skipping = parts.length === 0 && cutting.skipping
  const gaveUp = rest.length > longestLine
  return {
    lines,
    tooLong: whole.length - lines.length + (gaveUp && !skipping ? 1 : 0),
    next: gaveUp || skipping ? { rest: '', skipping: true } : { rest, skipping: false },
  }
}
