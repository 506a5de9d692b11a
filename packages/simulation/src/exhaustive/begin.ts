/** How an instance begins, and how a life does: it reads its whole history and wakes. */
import { dialer as machine } from '@lastcall/dialer-worker'
import { campaignDecider, CampaignCreated, OutreachScheduled, timestamp } from '@lastcall/domain'
import type { Sealed } from '@lastcall/domain'
import type { History } from '@lastcall/history'
import { foldCallsPage, foldCampaignPage, historyOf } from '@lastcall/history'
import { nothingSeen } from '../observe/observer'
import { administrator } from '../world/people'
import { storeModel } from '../world/store'
import { startWallMs } from '../world/world'
import type { Instance } from './instance'
import { lifeFor, planFor } from './life'
import { commit } from './log'
import type { Small, SmallLife } from './small'
import { campaign, clocksOf, facts, outreach, own, setLife } from './small'
import { wake } from './turn'

const sealed = 'sealed' as Sealed
const sha256 = 'ab'.repeat(32)

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
