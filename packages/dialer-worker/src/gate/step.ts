/** Says go in the very turn of the write, once for each permit, or releases. */
import { windowIsOpen } from '@lastcall/domain'
import type { Hours, OutreachId } from '@lastcall/domain'
import type { Now } from '../time'
import { elapsedMs } from '../time'
import type { GateEffect, GateInput, LastLook } from './input'
import type { Gate, Permit } from './state'

type GateStep = readonly [Gate, readonly GateEffect[]]

const isAlive = (permit: Permit, now: Now): boolean => elapsedMs(permit.t0, now) < permit.permitMs

const without = (gate: Gate, gone: readonly Permit[]): Gate => {
  if (gone.length === 0) return gate
  const permits = new Map(gate.permits)
  for (const { attempt } of gone) permits.delete(attempt)
  return { ...gate, permits }
}

const release = (gate: Gate, which: (permit: Permit) => boolean): GateStep => {
  const gone = [...gate.permits.values()].filter(which)
  return [without(gate, gone), gone.map((permit) => ({ is: 'release', permit }))]
}

/** Own newer authorizations are no reason to refuse; a revocation, something unreadable or no answer is. */
const objection = (look: LastLook, outreach: OutreachId): string | null => {
  if (look === null) return null
  if (look._tag === 'Left') return `the last look failed: ${look.left.is}`
  for (const event of look.right) {
    if (event.type === 'CampaignDeleted') return 'campaign deleted'
    if (event.type === 'OutreachStopped' && event.outreach === outreach) return 'outreach stopped'
  }
  return null
}

const reasonToRefuse = (
  gate: Gate,
  permit: Permit,
  look: LastLook,
  hours: Hours,
  now: Now,
): string | null => {
  if (gate.barred !== null) return gate.barred
  if (gate.stopped.has(permit.outreach)) return 'outreach stopped'
  if (!isAlive(permit, now)) return 'permit over'
  if (!windowIsOpen(hours, now.wall, permit.offsetMinutes)) return 'outside calling hours'
  return objection(look, permit.outreach)
}

const asked = (gate: Gate, input: Extract<GateInput, { is: 'asked' }>, now: Now): GateStep => {
  const permit = gate.permits.get(input.attempt)
  if (permit === undefined) return [gate, [{ is: 'no', why: 'no permit' }]]
  const used = without(gate, [permit])
  const why = reasonToRefuse(gate, permit, input.look, input.hours, now)
  if (why !== null)
    return [
      used,
      [
        { is: 'no', why },
        { is: 'release', permit },
      ],
    ]
  const pass = gate.passes + 1
  const permitAgeUs = Math.max(0, Math.ceil(elapsedMs(permit.t0, now) * 1_000))
  return [{ ...used, passes: pass }, [{ is: 'go', permit, pass, permitAgeUs }]]
}

const granted = (gate: Gate, permits: readonly Permit[], now: Now): GateStep => {
  const good = permits.filter((p) => isAlive(p, now) && gate.barred === null && !gate.stopped.has(p.outreach))
  const held = new Map(gate.permits)
  for (const permit of good) held.set(permit.attempt, permit)
  const late = permits.filter((p) => !good.includes(p))
  return [{ ...gate, permits: held }, late.map((permit) => ({ is: 'release', permit }))]
}

export const step = (gate: Gate, input: GateInput, now: Now): GateStep => {
  switch (input.is) {
    case 'granted':
      return granted(gate, input.permits, now)
    case 'asked':
      return asked(gate, input, now)
    case 'stop seen':
      return release(
        { ...gate, stopped: new Set(gate.stopped).add(input.outreach) },
        (p) => p.outreach === input.outreach,
      )
    case 'stand down':
      return release(gate, () => true)
    case 'barred':
      return release({ ...gate, barred: gate.barred ?? input.why }, () => true)
    case 'not sent':
      return release(gate, (p) => p.attempt === input.attempt)
    case 'time passed':
      return release(gate, (p) => !isAlive(p, now))
  }
}
