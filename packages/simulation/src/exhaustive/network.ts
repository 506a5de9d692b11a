/** The network of a node: it keeps its word, takes each attempt once, and nothing where it promised that there is none. */
import type { CallEnd } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import { onArrived } from '../observe/network'
import { judging } from './judge'
import type { Small, SmallCall, SmallMessage } from './small'
import { tell } from './turn'

type Of<Is extends SmallMessage['is']> = Extract<SmallMessage, { is: Is }>

const busy: CallEnd = {
  is: 'ended',
  disposition: 'busy',
  status: '486',
  cause: 'Q.850;cause=17',
  ringMs: 0,
  talkMs: 0,
}

const remember = (small: Small, call: SmallCall): void => {
  small.calls = new Map(small.calls).set(call.attempt, call)
}

export const arrive = (small: Small, { from, attempt }: Of<'originate'>): void => {
  const known = small.calls.get(attempt)
  onArrived(judging(small), attempt, known === undefined)
  if (known !== undefined) {
    const { disposition, status, cause } = busy
    return tell(small, from, {
      is: 'originated',
      attempt,
      answer: { is: 'refused', disposition, status, cause },
    })
  }
  remember(small, { attempt, standing: 'up', since: small.tick, lines: [from] })
}

/** Whoever follows the call hears of its end, unless the news is lost. */
export const end = (small: Small, attempt: AttemptId, told: boolean): void => {
  const call = small.calls.get(attempt)
  if (call === undefined) return
  remember(small, { ...call, standing: 'ended', lines: [] })
  judging(small).observer.ringing.delete(attempt)
  if (!told) return
  for (const line of call.lines)
    tell(small, line, { is: 'carrier event', event: { attempt, standing: busy } })
}

/** `wrongly`: it has the call, and its list does not show it yet. */
export const find = (small: Small, { from, attempt }: Of<'find'>, wrongly: boolean): void => {
  const { carrier } = small.instance
  const known = small.calls.get(attempt)
  const call = wrongly ? undefined : known
  if (carrier === 'cannot be asked')
    return tell(small, from, { is: 'found', attempt, found: { is: 'unknown', why: 'cannot be asked' } })
  if (call === undefined || call.standing === 'never') {
    if (carrier === 'vouches for absence')
      remember(small, { attempt, standing: 'never', since: small.tick, lines: [] })
    return tell(small, from, { is: 'found', attempt, found: { is: 'absent' } })
  }
  if (call.standing === 'up' && !call.lines.includes(from))
    remember(small, { ...call, lines: [...call.lines, from].sort((a, b) => a - b) })
  const standing = call.standing === 'ended' ? busy : ({ is: 'ringing', sinceOriginateMs: 0 } as const)
  tell(small, from, { is: 'found', attempt, found: { is: 'found', standing } })
}

export const hangUp = (small: Small, { from, attempt }: Of<'hang up'>): void => {
  const call = small.calls.get(attempt)
  if (call?.standing === 'up') return end(small, attempt, true)
  if (call === undefined) tell(small, from, { is: 'hung up', attempt, answer: 'unknown call' })
}
