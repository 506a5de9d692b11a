/** How an instance begins, and how a life does: it reads its whole history and wakes. */
import { defaultTiming } from '@lastcall/dialer-worker'
import { dialer as machine } from '@lastcall/dialer-worker'
import { campaignDecider, CampaignCreated, OutreachScheduled, timestamp } from '@lastcall/domain'
import type { IncarnationId, Sealed } from '@lastcall/domain'
import type { History } from '@lastcall/history'
import { foldCallsPage, foldCampaignPage, historyOf } from '@lastcall/history'
import { nothingSeen } from '../observe/observer'
import type { Plan } from '../plan/plan'
import { planOf } from '../plan/draw'
import { hex } from '../seed/draw'
import { administrator } from '../world/people'
import { storeModel } from '../world/store'
import { startWallMs } from '../world/world'
import type { Instance } from './instance'
import { commit } from './log'
import { newId } from './mint'
import type { Small, SmallLife } from './small'
import { campaign, clocksOf, facts, outreach, own, setLife, tickMs } from './small'
import { wake } from './turn'

const sealed = 'sealed' as Sealed
const sha256 = 'ab'.repeat(32)

/** The plan of an instance, as far as machines and observer read one. */
const planFor = ({ lengths, recipients, maxBatch, channels, lastLook, ...of }: Instance): Plan => ({
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
const lifeFor = (instance: Instance, plan: Plan, worker: number, nth: number): SmallLife => {
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

/** What a life knows that begins now: the whole log. */
export const historyIn = (small: Small): History => {
  const all = small.store.read(own, 0)
  const learnt = foldCampaignPage(historyOf(campaign, null), all)
  if (learnt._tag === 'Left') throw new Error(`unreadable: ${learnt.left.is}`)
  const known = foldCallsPage(historyOf(campaign, learnt.right.record), outreach, small.store.read(facts, 0))
  if (known._tag === 'Left') throw new Error(`unreadable: ${known.left.is}`)
  const whole = foldCampaignPage(known.right, all)
  if (whole._tag === 'Left') throw new Error(`unreadable: ${whole.left.is}`)
  return whole.right
}

export const begin = (small: Small, worker: number): void => {
  const before = small.processes[worker]
  const nth = before === undefined ? 0 : Math.floor(before.number / small.instance.workers) + 1
  const life: SmallLife = { ...lifeFor(small.instance, small.plan, worker, nth), alive: true }
  const born: SmallLife = { ...life, dialer: machine.dialerOf(historyIn(small), clocksOf(small.tick, life)) }
  setLife(small, born)
  wake(small, born)
}

/** A campaign with one outreach that is due, and nobody alive. */
export const emptyOf = (instance: Instance): Small => {
  const plan = planFor(instance)
  const small: Small = {
    instance,
    plan,
    campaign,
    stream: own,
    outreaches: [outreach],
    key: 'destroyed',
    processes: Array.from({ length: instance.workers }, (_, worker) => lifeFor(instance, plan, worker, -1)),
    store: storeModel(),
    observer: nothingSeen(),
    learns: true,
    state: campaignDecider.initial,
    messages: [],
    calls: new Map(),
    left: instance.budget,
    tick: 0,
    now: 0,
    ids: 0x1000,
  }
  const at = timestamp(startWallMs)
  const actor = administrator.id
  commit(
    small,
    CampaignCreated({
      at,
      actor,
      callerId: '+12025550100',
      messageSha256: sha256,
      hours: { opensMin: 0, closesMin: 1_440 },
      retry: plan.retry,
      pacing: { callsPerSecond: plan.callsPerSecond, channels: plan.channels },
      sealed: { name: sealed },
    }),
  )
  commit(
    small,
    OutreachScheduled({
      at,
      outreach,
      startAt: at,
      recipients: instance.recipients,
      ciphertextSha256: sha256,
      actor,
      sealed: { fileName: sealed },
    }),
  )
  return small
}
