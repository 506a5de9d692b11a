/** One run: a plan becomes a world, the world goes on until it is calm and owes nothing, and everything is judged. */
import { campaignCodec, CampaignCreated, OutreachScheduled, timestamp } from '@lastcall/domain'
import type { OutreachId, Sealed } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import type { Plan } from '../plan/plan'
import { judgeCalm, owed } from '../observe/calm'
import type { Broken } from '../observe/observer'
import { hex } from '../seed/draw'
import { onAppend } from '../world/appends'
import { begin } from '../world/begin'
import { arm } from '../world/faults'
import { administrator } from '../world/people'
import { stepWorld } from '../world/step'
import type { Models, World } from '../world/world'
import { newId, schedule, startWallMs, usOfMs, worldOf } from '../world/world'
import { judgeByAudit } from './audit'

export interface Ran {
  readonly plan: Plan
  readonly broken: Broken | null
  /** The same on every machine and every version of the runtime. */
  readonly fingerprint: string
  readonly steps: number
  readonly ms: number
  readonly counts: ReadonlyMap<string, number>
  readonly story: readonly string[]
}

const sealed = 'sealed' as Sealed

const write = (world: World, event: Parameters<typeof campaignCodec.encode>[1]): void =>
  onAppend(world, {
    is: 'append',
    answered: true,
    from: -1,
    to: world.stream,
    expected: 'anything',
    events: [campaignCodec.encode(eventId(newId(world)), event)],
    reply: { is: 'person' },
  })

const found = (world: World): void => {
  const { plan } = world
  const at = timestamp(startWallMs)
  write(
    world,
    CampaignCreated({
      at,
      actor: administrator.id,
      callerId: '+12025550100',
      messageSha256: 'ab'.repeat(32),
      hours: { opensMin: 0, closesMin: 1_440 },
      retry: plan.retry,
      pacing: { callsPerSecond: plan.callsPerSecond, channels: plan.channels },
      sealed: { name: sealed },
    }),
  )
  plan.recipients.forEach((recipients, k) => {
    const outreach = hex(0x500 + k) as OutreachId
    world.outreaches.push(outreach)
    const startAt = timestamp(startWallMs + (plan.startsAfterMs[k] ?? 0))
    const more = {
      recipients,
      ciphertextSha256: 'ab'.repeat(32),
      actor: administrator.id,
      sealed: { fileName: sealed },
    }
    write(world, OutreachScheduled({ at, outreach, startAt, ...more }))
  })
}

/** After the calm began a world has this long to owe nothing any more. */
const patienceUs = ({ limits, timing, retry }: Plan): number =>
  usOfMs(
    60_000 +
      3 * limits.longestCallMs * retry.maxAttempts +
      timing.drainMs +
      2 * (timing.silentForMs + timing.takeoverMs),
  )

/** Late arrivals get their chance. */
const afterwardsUs = 4_000_000
const mostSteps = 400_000

export const begun = (plan: Plan, models: Models, tells: boolean): World => {
  const world = worldOf(plan, models, tells)
  found(world)
  arm(world)
  for (let worker = 0; worker < plan.workers; worker += 1) begin(world, worker)
  schedule(world, usOfMs(plan.faults.length === 0 ? 0 : plan.calmAtMs), { is: 'calm' })
  return world
}

export const run = (plan: Plan, models: Models = {}, tells = false): Ran => {
  const world = begun(plan, models, tells)
  const { observer } = world
  const deadline = usOfMs(plan.calmAtMs) + patienceUs(plan)
  let doneAt = Infinity
  while (observer.broken === null && world.now < deadline && world.steps < mostSteps && stepWorld(world)) {
    if (!world.calm) continue
    if (owed(world) !== null) doneAt = Infinity
    else if (doneAt === Infinity) doneAt = world.now
    if (world.now - doneAt > afterwardsUs) break
  }
  if (observer.broken === null) judgeCalm(world)
  if (observer.broken === null) judgeByAudit(world)
  return {
    plan,
    broken: observer.broken,
    fingerprint: world.hash.toString(16).padStart(8, '0'),
    steps: world.steps,
    ms: world.now / 1_000,
    counts: observer.counts,
    story: world.story ?? [],
  }
}
