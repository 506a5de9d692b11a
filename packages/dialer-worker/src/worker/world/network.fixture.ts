/** A telephone network of which everything is scripted, and its own record of what arrived. */
import type { CallEnd, CallStanding, CarrierLimits, Found, HangUp } from '@lastcall/carrier'
import type { AttemptId, Ending } from '@lastcall/domain'

/** Whoever hears of a call: lives of workers, by number. */
type Listener = (attempt: AttemptId, standing: CallStanding) => void

export interface Network {
  readonly limits: CarrierLimits
  /** Every originate that arrived, in order, refused ones too. */
  readonly arrived: readonly AttemptId[]
  readonly calls: ReadonlyMap<AttemptId, CallStanding>
  readonly arrive: (attempt: AttemptId, tell: Listener) => 'accepted' | 'refused'
  readonly become: (attempt: AttemptId, standing: CallStanding) => void
  readonly find: (attempt: AttemptId, tell: Listener) => Found
  readonly hangUp: (attempt: AttemptId, how: HangUp) => 'asked' | 'unknown call'
}

export const limits: CarrierLimits = {
  callsPerSecond: 1_000,
  concurrentCalls: 100,
  queuesAboveItsRate: false,
  cancelBeforeRinging: true,
  findByAttempt: true,
  absenceIsFinal: true,
  travelMs: 500,
  longestCallMs: 20_000,
}

export const end = (disposition: Ending = 'answered'): CallEnd => ({
  is: 'ended',
  disposition,
  status: '200',
  cause: '16',
  ringMs: 10,
  talkMs: 10,
})

export const network = (of: CarrierLimits = limits): Network => {
  const calls = new Map<AttemptId, CallStanding>()
  const listeners = new Map<AttemptId, Set<Listener>>()
  const neverMore = new Set<AttemptId>()
  const arrived: AttemptId[] = []
  const listen = (attempt: AttemptId, tell: Listener): void => {
    listeners.set(attempt, (listeners.get(attempt) ?? new Set()).add(tell))
  }
  const become = (attempt: AttemptId, standing: CallStanding): void => {
    if (calls.get(attempt)?.is === 'ended') return
    calls.set(attempt, standing)
    for (const tell of listeners.get(attempt) ?? []) tell(attempt, standing)
  }
  return {
    limits: of,
    arrived,
    calls,
    become,
    arrive: (attempt, tell) => {
      arrived.push(attempt)
      if (neverMore.has(attempt)) return 'refused'
      listen(attempt, tell)
      calls.set(attempt, { is: 'queued' })
      return 'accepted'
    },
    find: (attempt, tell) => {
      const standing = calls.get(attempt)
      if (!of.findByAttempt) return { is: 'unknown', why: 'cannot be asked' }
      if (standing === undefined) {
        if (of.absenceIsFinal) neverMore.add(attempt)
        return { is: 'absent' }
      }
      listen(attempt, tell)
      return { is: 'found', standing }
    },
    hangUp: (attempt, how) => {
      const standing = calls.get(attempt)
      if (standing === undefined) return 'unknown call'
      if (how === 'always' || standing.is !== 'answered')
        become(attempt, end(standing.is === 'answered' ? 'answered' : 'cancelled'))
      return 'asked'
    },
  }
}
