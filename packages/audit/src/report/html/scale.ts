/** Milliseconds become places on paper, with ticks at round numbers. */

export interface Scale {
  readonly fromMs: number
  readonly toMs: number
  readonly left: number
  readonly width: number
}

export const placeOf = ({ fromMs, toMs, left, width }: Scale, ms: number): number =>
  Math.round((left + ((ms - fromMs) / (toMs - fromMs)) * width) * 10) / 10

export const holds = ({ fromMs, toMs }: Scale, ms: number): boolean => ms >= fromMs && ms <= toMs

/** Cut to the scale. */
export const within = ({ fromMs, toMs }: Scale, ms: number): number => Math.min(toMs, Math.max(fromMs, ms))

/** 1, 2 or 5 times a power of ten, so that there are at most `most` of them. */
const stepFor = (spanMs: number, most: number): number => {
  const power = 10 ** Math.floor(Math.log10(spanMs / most))
  return [1, 2, 5, 10].map((k) => k * power).find((step) => spanMs / step <= most) ?? 10 * power
}

export const ticksOf = ({ fromMs, toMs }: Scale, most = 10): readonly number[] => {
  const step = stepFor(toMs - fromMs, most)
  const ticks: number[] = []
  for (let k = Math.ceil(fromMs / step); k * step <= toMs; k += 1)
    ticks.push(Number((k * step).toPrecision(12)))
  return ticks
}

/** `+1.5 s`, `−20 ms`, `0`: from the stop. */
export const tickText = (ms: number): string => {
  if (ms === 0) return '0'
  const size = Math.abs(ms)
  const text = size >= 1_000 ? `${size / 1_000} s` : `${size} ms`
  return `${ms < 0 ? '−' : '+'}${text}`
}
