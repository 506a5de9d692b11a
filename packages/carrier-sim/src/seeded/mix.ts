/** How people and networks behave on average: what the seeded fates are drawn from. */

/** Every way in which a simulated call can end by itself; `cancelled` is the caller's doing. */
export const fatedEndings = [
  'answered',
  'voicemail',
  'busy',
  'no-answer',
  'rejected',
  'unwanted',
  'invalid-number',
  'congestion',
  'carrier-fault',
] as const

export type FatedEnding = (typeof fatedEndings)[number]

/** Weights, 0 or more; only their proportions count. One that is not named is 0. */
export type Mix = Readonly<Partial<Record<FatedEnding, number>>>

/** From the least to the most, milliseconds at speed 1. */
export type Range = readonly [number, number]

export interface Times {
  /** From the originate to ringing, or to the network's no. */
  readonly setupMs: Range
  readonly ringMs: Range
  /** How long it rings where nobody answers. */
  readonly unansweredMs: Range
  readonly talkMs: Range
}

export const usualMix: Mix = {
  answered: 46,
  voicemail: 20,
  busy: 8,
  'no-answer': 17,
  rejected: 3,
  unwanted: 1,
  'invalid-number': 3,
  congestion: 1,
  'carrier-fault': 1,
}

export const usualTimes: Times = {
  setupMs: [50, 400],
  ringMs: [2_000, 15_000],
  unansweredMs: [25_000, 30_000],
  talkMs: [3_000, 40_000],
}

/** The share of answered calls whose listener asks not to be called again. */
export const usualOptOutShare = 0.02
