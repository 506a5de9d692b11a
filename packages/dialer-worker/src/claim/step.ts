/** Who dials: silence is measured on one's own clock over an unbroken series of one's own looks. */
import type { Claim, ClaimReason, IncarnationId } from '@lastcall/domain'
import type { ClaimInput } from './input'
import type { Claiming } from './state'

export interface ClaimRules {
  /** The longest pause between two looks of one series, ms; a longer one starts it anew. */
  readonly longestGapMs: number
  readonly takeoverMs: number
  readonly silentForMs: number
}

export const step = (rules: ClaimRules, claiming: Claiming, input: ClaimInput, mono: number): Claiming => {
  switch (input.is) {
    case 'look failed':
      return { ...claiming, silence: null }
    case 'spoke':
      return { ...claiming, spokeAt: Math.max(claiming.spokeAt ?? input.begunAt, input.begunAt) }
    case 'looked': {
      const { silence } = claiming
      const { newest } = input
      const unbroken =
        silence !== null &&
        input.owed &&
        silence.newest === newest &&
        mono - silence.lastLook <= rules.longestGapMs
      return { ...claiming, silence: { newest, since: unbroken ? silence.since : mono, lastLook: mono } }
    }
  }
}

/** The part of the promised silence after which a claimant speaks again, so that nobody has to doubt. */
const speakAfter = 0.5

export interface Me {
  readonly worker: string
  readonly incarnation: IncarnationId
}

/** Why this incarnation may claim now, or null. Asked only while something is owed. */
export const reasonToClaim = (
  rules: ClaimRules,
  claiming: Claiming,
  latest: Claim | null,
  me: Me,
  mono: number,
): ClaimReason | null => {
  if (latest === null) return 'nobody dials'
  if (latest.yielded !== null) return 'predecessor yielded'
  if (latest.incarnation === me.incarnation) {
    const quietFor = claiming.spokeAt === null ? Infinity : mono - claiming.spokeAt
    return quietFor >= rules.silentForMs * speakAfter ? 'still here' : null
  }
  if (latest.worker === me.worker) return 'same worker restarted'
  const { silence } = claiming
  const silentMs =
    silence === null || mono - silence.lastLook > rules.longestGapMs ? 0 : silence.lastLook - silence.since
  return silentMs >= latest.silentForMs + rules.takeoverMs ? 'silence' : null
}

/** This incarnation is the latest claimant and has not yielded. */
export const isClaimant = (latest: Claim | null, incarnation: IncarnationId): boolean =>
  latest?.incarnation === incarnation && latest.yielded === null
