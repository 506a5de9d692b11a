/** The plan of a seed. What is drawn first is not shifted by what is drawn after it: each theme has its own chance. */
import type { CarrierLimits } from '@lastcall/carrier'
import type { Timing } from '@lastcall/dialer-worker'
import type { Draw } from '../seed/draw'
import { drawing } from '../seed/draw'
import { aimed } from './aims'
import type { Fault } from './fault'
import type { MixName } from './mixes'
import { faultsOf, mixNames } from './mixes'
import type { CarrierKind, Plan } from './plan'

const timingOf = (draw: Draw): Timing => {
  const [silentForMs, takeoverMs, lookEveryMs] = draw.oneOf<readonly [number, number, number]>([
    [5_000, 5_000, 1_000],
    [1_000, 1_000, 200],
    [1_500, 1_000, 250],
  ])
  return {
    permitMs: draw.oneOf([1_000, 1_000, 400]),
    silentForMs,
    takeoverMs,
    drainMs: draw.oneOf([2_000, 6_000]),
    lookEveryMs,
    giveUpMs: draw.oneOf([300, 100]),
    gatherMs: 5,
    maxBatch: draw.oneOf([1, 2, 4]),
  }
}

const limitsOf = (draw: Draw, carrier: CarrierKind): CarrierLimits => ({
  callsPerSecond: draw.oneOf([1_000, 3]),
  concurrentCalls: 100,
  queuesAboveItsRate: draw.chance(30),
  cancelBeforeRinging: true,
  findByAttempt: carrier !== 'cannot be asked',
  absenceIsFinal: carrier === 'vouches for absence',
  travelMs: draw.oneOf([100, 500, 2_000]),
  longestCallMs: draw.oneOf([4_000, 8_000]),
})

/** One permit in some fleets outlives a takeover. */
const permitsOf = (draw: Draw, permitMs: number, same: boolean): readonly number[] => {
  if (draw.chance(12))
    return draw.oneOf<readonly number[]>([
      [400, 6_000],
      [6_000, 400],
    ])
  return same ? [permitMs] : [permitMs, permitMs * 2, 300]
}

/** Clocks of two machines differ by less than 1 %: each by less than half of that from true time. */
const mostDriftPpm = 4_950

/**
 * Suspended time is noticed, says the promise: a machine that sleeps while its wall clock is set back cannot notice
 * it by either clock, so no plan has both.
 */
const noticeable = (faults: readonly Fault[]): readonly Fault[] =>
  faults.some(({ does }) => does.is === 'sleep')
    ? faults.map((fault) =>
        fault.does.is === 'clock jump'
          ? { ...fault, does: { ...fault.does, ms: Math.abs(fault.does.ms) } }
          : fault,
      )
    : faults

export const planOf = (seed: number, mix: MixName | null = null): Plan => {
  const draw = drawing(seed, 1)
  const name = mix ?? draw.oneOf(mixNames)
  const carrier = draw.oneOf(['vouches for absence', 'absence is no proof', 'cannot be asked'] as const)
  const timing = timingOf(drawing(seed, 2))
  const recipients = draw.chance(30) ? [draw.within(1, 4), draw.within(1, 4)] : [draw.within(1, 8)]
  const plan: Plan = {
    seed,
    mix: name,
    workers: draw.within(1, 3),
    recipients,
    startsAfterMs: recipients.map(() => draw.oneOf([0, 0, 700])),
    sharedNumbers: draw.chance(50),
    timing,
    permitsMs: permitsOf(drawing(seed, 6), timing.permitMs, draw.chance(70)),
    carrier,
    limits: limitsOf(drawing(seed, 3), carrier),
    remembersMs: draw.oneOf([1_000, 60_000, 60_000]),
    longWay: drawing(seed, 5).chance(25),
    retry: {
      maxAttempts: draw.within(1, 3),
      afterMs: { busy: draw.oneOf([0, 500]), 'no-answer': 300, congestion: 200, 'carrier-fault': 200 },
    },
    channels: draw.within(1, 6),
    callsPerSecond: draw.oneOf([2, 10, 50]),
    lastLook: draw.chance(40),
    tickMs: draw.oneOf([10, 20, 50]),
    latencyUs: draw.oneOf<readonly [number, number]>([
      [100, 400],
      [500, 4_000],
      [2_000, 60_000],
    ]),
    driftPpm: draw.chance(50) ? mostDriftPpm : 0,
    patienceMs: draw.oneOf([200, 3_000]),
    calmAtMs: 10_000,
    faults: noticeable(faultsOf(drawing(seed, 4), name)),
  }
  return aimed(plan, name, drawing(seed, 9), mostDriftPpm)
}
