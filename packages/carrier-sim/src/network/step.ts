/** A telephone network that keeps its word: one call per attempt, and no call where it promised that there is none. */
import type { OriginateRequest } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import * as heap from '../collections/heap'
import * as ids from '../collections/id-map'
import { maybeSeen } from '../collections/traces'
import type { NetworkStep } from './advance'
import { advance, moved } from './advance'
import { ended, placed, refuses, scaled, told } from './call'
import type { Heard, LineId, NetworkEffect, NetworkInput } from './input'
import { refilled } from './pace'
import type { Network, NetworkState } from './state'
import { hasEnded } from './state'
import type { Words } from './words'
import { noChannel, promisedAbsent, seenBefore, tooFast, wordsFor } from './words'

type Input<Is extends NetworkInput['is']> = Extract<NetworkInput, { is: Is }>

const tell = (line: LineId, heard: Heard): NetworkEffect => ({ is: 'tell', line, heard })

/** Why not; null: it may pass, and costs a token. */
const objection = (network: Network, state: NetworkState, call: OriginateRequest): Words | null => {
  if (ids.get(state.calls, call.attempt) !== undefined) return seenBefore
  if (ids.get(state.promised, call.attempt) !== undefined) return promisedAbsent
  if (state.tokens.left < 1) return tooFast
  return state.open >= network.concurrentCalls ? noChannel : null
}

const originate = (
  network: Network,
  before: NetworkState,
  input: Input<'originate'>,
  nowMs: number,
): NetworkStep => {
  const { call, line, ask } = input
  const { attempt } = call
  const state = { ...before, tokens: refilled(network, before.tokens, nowMs) }
  const seen: NetworkEffect = { is: 'record', seen: { saw: 'originate', attempt, number: call.to } }
  const refuse = (from: NetworkState, why: Words): NetworkStep => [
    from,
    [
      seen,
      { is: 'record', seen: { saw: 'refused', attempt, disposition: why.disposition, status: why.status } },
      tell(line, { is: 'originated', ask, answer: { is: 'refused', ...why } }),
    ],
  ]
  const why = objection(network, state, call)
  if (why !== null) return refuse(state, why)
  const paid = { ...state, tokens: { ...state.tokens, left: state.tokens.left - 1 } }
  const fate = scaled(network, network.fate(call))
  const fresh = placed(call, fate, line, nowMs)
  if (refuses(fate)) {
    // Remembered like any other call: the attempt stays used.
    const [after] = moved({ ...paid, open: paid.open + 1 }, ended(fresh, nowMs, 'fate'), nowMs)
    return refuse(after, wordsFor[fate.ends])
  }
  const [after] = moved({ ...paid, open: paid.open + 1 }, fresh, nowMs)
  return [after, [seen, tell(line, { is: 'originated', ask, answer: { is: 'accepted' } })]]
}

const hangUp = (state: NetworkState, input: Input<'hang up'>, nowMs: number): NetworkStep => {
  const { attempt, how, line, ask } = input
  const call = ids.get(state.calls, attempt)
  if (call === undefined) return [state, [tell(line, { is: 'hung up', ask, answer: 'unknown call' })]]
  const asked = tell(line, { is: 'hung up', ask, answer: 'asked' })
  const stays = hasEnded(call.standing) || (how === 'if-ringing' && call.standing.is === 'answered')
  if (stays) return [state, [asked]]
  const [after, effects] = moved(state, ended(call, nowMs, 'caller'), nowMs)
  return [after, [asked, ...effects]]
}

const promise = (network: Network, state: NetworkState, attempt: AttemptId): NetworkState | null => {
  if (ids.get(state.promised, attempt) !== undefined) return state
  if (maybeSeen(state.forgotten, attempt) || state.promised.size >= network.keep.promises) return null
  return { ...state, promised: ids.set(state.promised, attempt, true) }
}

const find = (network: Network, state: NetworkState, input: Input<'find'>): NetworkStep => {
  const { attempt, line, ask } = input
  const call = ids.get(state.calls, attempt)
  if (call !== undefined) {
    const lines = call.lines.includes(line) ? call.lines : [...call.lines, line]
    const calls = hasEnded(call.standing) ? state.calls : ids.set(state.calls, attempt, { ...call, lines })
    const answer = tell(line, { is: 'found', ask, answer: { is: 'found', standing: call.standing } })
    // Told again as an event: whoever asks may have missed it.
    return [{ ...state, calls }, [answer, told(call, line)]]
  }
  const after = promise(network, state, attempt)
  if (after === null) {
    const answer = { is: 'unknown', why: 'the network may have forgotten this call' } as const
    return [state, [tell(line, { is: 'found', ask, answer })]]
  }
  const seen: NetworkEffect = { is: 'record', seen: { saw: 'absence promised', attempt } }
  const absent = tell(line, { is: 'found', ask, answer: { is: 'absent' } })
  return [after, after === state ? [absent] : [seen, absent]]
}

const respond = (network: Network, state: NetworkState, input: NetworkInput, nowMs: number): NetworkStep => {
  switch (input.is) {
    case 'originate':
      return originate(network, state, input, nowMs)
    case 'hang up':
      return hangUp(state, input, nowMs)
    case 'find':
      return find(network, state, input)
    case 'tick':
      return [state, []]
  }
}

/** `nowMs`: the network's monotonic clock. What is due by then happens before the input is heard. */
export const step = (
  network: Network,
  state: NetworkState,
  input: NetworkInput,
  nowMs: number,
): NetworkStep => {
  const [present, passed] = advance(network, state, nowMs)
  const [after, effects] = respond(network, present, input, nowMs)
  return [after, [...passed, ...effects]]
}

/** When something happens next by itself, milliseconds of the network's clock; null: nothing will. */
export const nextDue = (state: NetworkState): number | null => heap.peek(state.due)?.at ?? null
