/** What becomes of a call if nobody interferes; it depends on the seed and the call alone, never on the order. */
import type { OriginateRequest } from '@lastcall/carrier'
import type { FatedEnding, Mix, Range, Times } from './mix'
import { fatedEndings } from './mix'
import { generator } from './random'

/** Times in milliseconds at speed 1. `congestion` and `carrier-fault` are refusals of the originate itself. */
export interface Fate {
  readonly ends: FatedEnding
  readonly setupMs: number
  readonly ringMs: number
  readonly talkMs: number
  /** After the answer; null, or longer than the talk: never. */
  readonly optOutAfterMs: number | null
}

export interface Fates {
  readonly seed: string | number
  /** `attempt`: every attempt has its own fate. `number`: the same person always behaves the same. */
  readonly by: 'attempt' | 'number'
  readonly mix: Mix
  readonly times: Times
  readonly optOutShare: number
  /** Fates of chosen numbers, by E.164; what is not said is drawn. */
  readonly script: Readonly<Record<string, Partial<Fate>>>
}

const within = ([least, most]: Range, drawn: number): number => Math.round(least + (most - least) * drawn)

const pick = (mix: Mix, drawn: number): FatedEnding => {
  const total = fatedEndings.reduce((sum, ending) => sum + (mix[ending] ?? 0), 0)
  let left = drawn * total
  for (const ending of fatedEndings) {
    left -= mix[ending] ?? 0
    if (left < 0) return ending
  }
  return 'answered'
}

/** A mix without any weight answers every call. */
export const seededFates =
  (fates: Fates) =>
  (call: OriginateRequest): Fate => {
    const draw = generator(`${fates.seed}|${fates.by === 'attempt' ? call.attempt : call.to}`)
    const ends = pick(fates.mix, draw())
    const setupMs = within(fates.times.setupMs, draw())
    const ringMs = within(ends === 'no-answer' ? fates.times.unansweredMs : fates.times.ringMs, draw())
    const talkMs = within(fates.times.talkMs, draw())
    const optsOut = draw() < fates.optOutShare && ends === 'answered'
    const drawn: Fate = {
      ends,
      setupMs,
      ringMs,
      talkMs,
      optOutAfterMs: optsOut ? Math.round(talkMs * (0.2 + 0.7 * draw())) : null,
    }
    return { ...drawn, ...fates.script[call.to] }
  }
