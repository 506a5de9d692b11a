/** Mixes that are aimed at one rare situation bend the plan too: by chance alone it would be met once in a million seeds. */
import type { Draw } from '../seed/draw'
import type { MixName } from './mixes'
import type { Plan } from './plan'

type Aim = (plan: Plan, draw: Draw, mostDriftPpm: number) => Plan

/** Permits that outlive a takeover, in fleets whose clocks differ by as much as they may. */
const longPermits: Aim = (plan, draw, mostDriftPpm) => ({
  ...plan,
  workers: draw.within(2, 3),
  startsAfterMs: plan.startsAfterMs.map(() => 0),
  timing: { ...plan.timing, silentForMs: 1_000, takeoverMs: 1_000, lookEveryMs: 200 },
  permitsMs: draw.oneOf<readonly number[]>([[400, 6_000], [6_000, 400], [6_000], [9_000]]),
  latencyUs: draw.oneOf<readonly [number, number]>([
    [100, 400],
    [500, 4_000],
  ]),
  lastLook: draw.chance(15),
  driftPpm: mostDriftPpm,
  calmAtMs: 14_000,
})

/** Few recipients, so that the next authorization is for the same one, and no waiting between them. */
const fewRecipients: Aim = (plan, draw) => ({
  ...plan,
  recipients: [draw.within(1, 2)],
  startsAfterMs: [0],
  callsPerSecond: 50,
  limits: { ...plan.limits, callsPerSecond: 1_000 },
  timing: { ...plan.timing, permitMs: 400 },
  permitsMs: [draw.oneOf([400, 1_000])],
})

/** Long waits for a retry, in which nothing is owed: longer than a takeover, so that looks could mistake them for silence. */
const longWaits: Aim = (plan, draw) => ({
  ...plan,
  workers: 2,
  recipients: [draw.within(1, 2)],
  startsAfterMs: [0],
  timing: { ...plan.timing, silentForMs: 1_000, takeoverMs: 1_000, lookEveryMs: 200 },
  retry: {
    maxAttempts: 3,
    afterMs: { ...plan.retry.afterMs, busy: 2_000, 'no-answer': 2_500, answered: 2_200 },
  },
})

const aims: Partial<Record<MixName, Aim>> = { permits: longPermits, doubt: fewRecipients, waits: longWaits }

export const aimed = (plan: Plan, name: MixName, draw: Draw, mostDriftPpm: number): Plan =>
  aims[name]?.(plan, draw, mostDriftPpm) ?? plan
