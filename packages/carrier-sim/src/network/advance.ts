/** Time passes: what is due happens in its order, and what ended long ago is forgotten but for a trace. */
import * as fifo from '../collections/fifo'
import * as heap from '../collections/heap'
import * as ids from '../collections/id-map'
import { leave } from '../collections/traces'
import { answered, dueAfter, ended, recorded, ringing, told } from './call'
import type { NetworkEffect } from './input'
import type { Call, Due, Network, NetworkState } from './state'
import { hasEnded } from './state'

export type NetworkStep = readonly [NetworkState, readonly NetworkEffect[]]

/** The call stands anew since `atMs`: remember it, tell everybody, and know what comes next. */
export const moved = (state: NetworkState, call: Call, atMs: number): NetworkStep => {
  const over = hasEnded(call.standing)
  let { due } = state
  for (const [afterMs, turn] of dueAfter(call))
    due = heap.push(due, atMs + afterMs, { attempt: call.attempt, turn })
  const next: NetworkState = {
    ...state,
    due,
    calls: ids.set(state.calls, call.attempt, call),
    open: over ? state.open - 1 : state.open,
    ended: over ? fifo.enqueue(state.ended, { attempt: call.attempt, atMs }) : state.ended,
  }
  return [next, [...recorded(call), ...call.lines.map((line) => told(call, line))]]
}

const happen = (state: NetworkState, { attempt, turn }: Due, atMs: number): NetworkStep => {
  const call = ids.get(state.calls, attempt)
  if (call === undefined || hasEnded(call.standing)) return [state, []]
  switch (turn) {
    case 'ring':
      return moved(state, ringing(call, atMs), atMs)
    case 'answer':
      return moved(state, answered(call, atMs), atMs)
    case 'end':
      return moved(state, ended(call, atMs, 'fate'), atMs)
    case 'opt out': {
      const pressed: Call = { ...call, optedOut: 'key' }
      const calls = ids.set(state.calls, attempt, pressed)
      return [{ ...state, calls }, pressed.lines.map((line) => told(pressed, line))]
    }
  }
}

const forget = (network: Network, state: NetworkState, nowMs: number): NetworkState => {
  let { ended: kept, calls, forgotten } = state
  for (;;) {
    const oldest = fifo.oldest(kept)
    const stays = oldest === undefined || oldest.atMs + network.keep.endedMs > nowMs
    if (oldest === undefined || (stays && kept.size <= network.keep.endedCalls)) break
    kept = fifo.dequeue(kept)
    calls = ids.remove(calls, oldest.attempt)
    forgotten = leave(forgotten, oldest.attempt)
  }
  return kept === state.ended ? state : { ...state, ended: kept, calls, forgotten }
}

/** Things happen at the time they were due, however late the tick: durations do not depend on timers. */
export const advance = (network: Network, from: NetworkState, nowMs: number): NetworkStep => {
  let state = from
  const effects: NetworkEffect[] = []
  for (let next = heap.peek(state.due); next !== null && next.at <= nowMs; next = heap.peek(state.due)) {
    const [after, more] = happen({ ...state, due: heap.pop(state.due) }, next.item, next.at)
    state = after
    effects.push(...more)
  }
  return [forget(network, state, nowMs), effects]
}
