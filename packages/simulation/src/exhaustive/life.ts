/** The lives of an instance: what a worker is told once, and the plan that machines and observer read. */
import { defaultTiming } from '@lastcall/dialer-worker'
import type { IncarnationId } from '@lastcall/domain'
import type { Plan } from '../plan/plan'
import { planOf } from '../plan/draw'
import { hex } from '../seed/draw'
import type { Instance } from './instance'
import { newId } from './mint'
import type { SmallLife } from './small'
import { tickMs } from './small'

/** The plan of an instance, as far as machines and observer read one. */
export const planFor = ({ lengths, recipients, maxBatch, channels, lastLook, ...of }: Instance): Plan => ({
  ...planOf(1, 'calm'),
  workers: of.workers,
  recipients: [recipients],
  sharedNumbers: of.sharedNumber,
  timing: {
    ...defaultTiming,
    permitMs: (lengths.permits[0] ?? 1) * tickMs,
    silentForMs: lengths.silentFor * tickMs,
    takeoverMs: lengths.takeover * tickMs,
    drainMs: lengths.drain * tickMs,
    lookEveryMs: tickMs,
    giveUpMs: lengths.giveUp * tickMs,
    gatherMs: 0,
    maxBatch,
  },
  limits: {
    callsPerSecond: 1_000,
    concurrentCalls: 100,
    queuesAboveItsRate: false,
    cancelBeforeRinging: true,
    findByAttempt: of.carrier !== 'cannot be asked',
    absenceIsFinal: of.carrier === 'vouches for absence',
    travelMs: lengths.travel * tickMs,
    longestCallMs: lengths.longestCall * tickMs,
  },
  retry: { maxAttempts: 2, afterMs: {} },
  channels,
  callsPerSecond: 1_000,
  lastLook,
  faults: [],
})

const lives = new WeakMap<Instance, Map<number, SmallLife>>()

/** The `nth` life of a worker, not begun yet; the same object every time. */
export const lifeFor = (instance: Instance, plan: Plan, worker: number, nth: number): SmallLife => {
  const number = worker + nth * instance.workers
  const ofInstance = lives.get(instance) ?? new Map<number, SmallLife>()
  lives.set(instance, ofInstance)
  const known = ofInstance.get(number)
  if (known !== undefined) return known
  const incarnation = hex(0x10_0000 + number) as IncarnationId
  const permit = instance.lengths.permits[worker]
  const life: SmallLife = {
    is: 'worker',
    worker,
    number,
    incarnation,
    env: {
      worker: `worker ${worker}`,
      incarnation,
      carrier: 'simulated',
      limits: plan.limits,
      share: { callsPerSecond: 1_000, channels: 100 },
      timing: { ...plan.timing, permitMs: permit === undefined ? plan.timing.permitMs : permit * tickMs },
      newId,
    },
    driftPpm: instance.driftPpm[worker] ?? 0,
    alive: false,
    frozen: false,
    asleep: false,
    sleptTicks: 0,
    dialer: null,
    carrierHealthy: true,
    tickDue: false,
    newsDue: false,
  }
  ofInstance.set(number, life)
  return life
}
