/** The telephone network as a model: the simulator's own machine, and three kinds of carriers in front of it. */
import { configure, network } from '@lastcall/carrier-sim'
import type { AttemptId } from '@lastcall/domain'
import type { Plan } from '../plan/plan'

/** Whoever has a carrier of their own can put its model here. `hear` also brings about what is due by `nowMs`. */
export interface CarrierModel {
  readonly hear: (input: network.NetworkInput, nowMs: number) => readonly network.NetworkEffect[]
  readonly nextDueMs: () => number | null
  /** Only what the exhaustive search needs. */
  readonly copy: () => CarrierModel
}

const found = (
  { line, ask }: Extract<network.NetworkInput, { is: 'find' }>,
  answer: Extract<network.Heard, { is: 'found' }>['answer'],
): readonly network.NetworkEffect[] => [{ is: 'tell', line, heard: { is: 'found', ask, answer } }]

const networkOf = ({ seed, limits, remembersMs }: Plan): network.Network =>
  configure({
    seed,
    mix: {
      answered: 8,
      voicemail: 2,
      busy: 4,
      'no-answer': 3,
      rejected: 1,
      unwanted: 1,
      congestion: 1,
      'carrier-fault': 1,
    },
    times: { setupMs: [5, 900], ringMs: [50, 1_500], unansweredMs: [300, 2_000], talkMs: [50, 2_500] },
    optOutShare: 0.05,
    limits,
    keep: { endedMs: remembersMs },
  })

const listLagsMs = 3_000

/** What its `absent` is worth is the carrier's kind: only one that vouches lets the network promise anything. */
const model = (
  plan: Plan,
  of: network.Network,
  from: network.NetworkState,
  came: ReadonlyMap<AttemptId, number>,
): CarrierModel => {
  let state = from
  const arrived = new Map(came)
  return {
    hear: (input, nowMs) => {
      if (input.is === 'find' && plan.carrier !== 'vouches for absence') {
        if (plan.carrier === 'cannot be asked') return found(input, { is: 'unknown', why: 'cannot be asked' })
        // Its list of calls is behind by this much, and it does not say so.
        if (nowMs - (arrived.get(input.attempt) ?? Infinity) < listLagsMs)
          return found(input, { is: 'absent' })
        if (!arrived.has(input.attempt)) return found(input, { is: 'absent' })
      }
      if (input.is === 'originate') arrived.set(input.call.attempt, nowMs)
      const [next, effects] = network.step(of, state, input, nowMs)
      state = next
      return effects
    },
    nextDueMs: () => network.nextDue(state),
    copy: () => model(plan, of, state, arrived),
  }
}

export const carrierModel = (plan: Plan): CarrierModel =>
  model(plan, networkOf(plan), network.idle, new Map())
