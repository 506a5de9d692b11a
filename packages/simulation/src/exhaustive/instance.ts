/** One small instance: who is there, what may go wrong how often, and how long things take, in ticks of one second. */

import type { CarrierKind } from '../plan/plan'

/** How often each trouble may still come. None of them has to. */
export interface Budget {
  readonly stops: number
  readonly deletions: number
  readonly crashes: number
  /** Lives that begin after a crash. */
  readonly births: number
  /** An append stands and its sender is not told. */
  readonly lostAnswers: number
  /** An append to the campaign's stream arrives any time later. */
  readonly lateAppends: number
  readonly pauses: number
  /** Pauses during which the monotonic clock stands still. */
  readonly sleeps: number
  /** A connection that is not there yet: the gate is asked any time later. */
  readonly lateWrites: number
  /** An originate that travels as long as it may, or a part of that. */
  readonly slowWays: number
  readonly lostOriginates: number
  /** The end of a call that nobody is told. */
  readonly lostEnds: number
  /** A carrier whose absence proves nothing says `absent` of a call that it has. */
  readonly wrongAbsences: number
  readonly shutdowns: number
  /** A carrier that is down for one worker, for as long as it likes. */
  readonly carrierDowns: number
}

export type Trouble = keyof Budget

export const nothing: Budget = {
  stops: 0,
  deletions: 0,
  crashes: 0,
  births: 0,
  lostAnswers: 0,
  lateAppends: 0,
  pauses: 0,
  sleeps: 0,
  lateWrites: 0,
  slowWays: 0,
  lostOriginates: 0,
  lostEnds: 0,
  wrongAbsences: 0,
  shutdowns: 0,
  carrierDowns: 0,
}

/** In ticks. */
export interface Lengths {
  /** One for each worker. */
  readonly permits: readonly number[]
  readonly giveUp: number
  readonly silentFor: number
  readonly takeover: number
  readonly drain: number
  readonly travel: number
  readonly longestCall: number
}

export interface Instance {
  readonly name: string
  readonly workers: number
  readonly recipients: number
  readonly maxBatch: number
  readonly channels: number
  /** Both recipients have the same number. */
  readonly sharedNumber: boolean
  /** Worker 0 has claimed and started before anything is chosen; else they begin together, with nothing claimed. */
  readonly begun: boolean
  readonly liveCalls: 'drain' | 'hangUpAll'
  readonly carrier: CarrierKind
  /** The store answers in the turn of the write. */
  readonly lastLook: boolean
  /** Each worker's clocks run faster than true time by this, parts per million. */
  readonly driftPpm: readonly number[]
  /** A reading takes time: others may go on between its question and its answer. */
  readonly slowReads: boolean
  /** The feed tells its author of an event too, before or after the answer does. */
  readonly echo: boolean
  readonly lengths: Lengths
  readonly budget: Budget
}

const short: Lengths = {
  permits: [1, 1],
  giveUp: 1,
  silentFor: 2,
  takeover: 1,
  drain: 1,
  travel: 1,
  longestCall: 1,
}

export const smallest: Instance = {
  name: 'nothing goes wrong',
  workers: 2,
  recipients: 1,
  maxBatch: 2,
  channels: 2,
  sharedNumber: false,
  begun: true,
  liveCalls: 'drain',
  carrier: 'vouches for absence',
  lastLook: false,
  driftPpm: [0, 0],
  slowReads: true,
  echo: true,
  lengths: short,
  budget: nothing,
}
