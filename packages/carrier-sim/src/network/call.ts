/** One call's way: queued, ringing, answered, ended; and what is said about each step. */
import type { CallEnd, CallStanding, OriginateRequest } from '@lastcall/carrier'
import type { Fate } from '../seeded/fates'
import type { LineId, NetworkEffect } from './input'
import type { Call, Due, Network } from './state'
import { wordsFor } from './words'

export const rings = (fate: Fate): boolean =>
  fate.ends !== 'busy' && fate.ends !== 'invalid-number' && !refuses(fate)

export const refuses = (fate: Fate): boolean => fate.ends === 'congestion' || fate.ends === 'carrier-fault'

const isPickedUp = (fate: Fate): boolean => fate.ends === 'answered' || fate.ends === 'voicemail'

/** The fate at the network's speed, within the longest call. */
export const scaled = ({ speed, longestCallMs }: Network, fate: Fate): Fate => {
  const setupMs = Math.min(fate.setupMs / speed, longestCallMs)
  const ringMs = Math.min(fate.ringMs / speed, longestCallMs - setupMs)
  const talkMs = Math.min(fate.talkMs / speed, longestCallMs - setupMs - ringMs)
  const optOutAfterMs = fate.optOutAfterMs === null ? null : fate.optOutAfterMs / speed
  return { ends: fate.ends, setupMs, ringMs, talkMs, optOutAfterMs }
}

export const placed = (request: OriginateRequest, fate: Fate, line: LineId, nowMs: number): Call => ({
  attempt: request.attempt,
  fate,
  originatedMs: nowMs,
  ringingMs: null,
  answeredMs: null,
  standing: { is: 'queued' },
  optedOut: null,
  lines: [line],
})

const since = (call: Call, atMs: number): number => Math.round(atMs - call.originatedMs)

export const ringing = (call: Call, atMs: number): Call => ({
  ...call,
  ringingMs: atMs,
  standing: { is: 'ringing', sinceOriginateMs: since(call, atMs) },
})

export const answered = (call: Call, atMs: number): Call => ({
  ...call,
  answeredMs: atMs,
  standing: { is: 'answered', sinceOriginateMs: since(call, atMs) },
})

/** Ended by its fate, or by the caller: cancelled before the answer, hung up after it. */
export const ended = (call: Call, atMs: number, by: 'fate' | 'caller'): Call => {
  const cancelled = by === 'caller' && call.answeredMs === null
  const words = wordsFor[cancelled ? 'cancelled' : call.fate.ends]
  const ringMs = call.ringingMs === null ? 0 : Math.round((call.answeredMs ?? atMs) - call.ringingMs)
  const talkMs = call.answeredMs === null ? 0 : Math.round(atMs - call.answeredMs)
  const standing: CallEnd = { is: 'ended', ...words, ringMs, talkMs }
  return { ...call, standing, optedOut: words.disposition === 'unwanted' ? 'carrier' : call.optedOut }
}

/** What is due after this step, and how long after it. */
export const dueAfter = (call: Call): readonly (readonly [number, Due['turn']])[] => {
  const { fate } = call
  switch (call.standing.is) {
    case 'queued':
      return [[fate.setupMs, rings(fate) ? 'ring' : 'end']]
    case 'ringing':
      return [[fate.ringMs, isPickedUp(fate) ? 'answer' : 'end']]
    case 'answered': {
      const pressed = fate.optOutAfterMs !== null && fate.optOutAfterMs < fate.talkMs
      const key = pressed ? [[fate.optOutAfterMs, 'opt out'] as const] : []
      return [...key, [fate.talkMs, 'end']]
    }
    case 'ended':
      return []
  }
}

export const told = (call: Call, line: LineId): NetworkEffect => {
  const event = { attempt: call.attempt, standing: call.standing }
  const heard = call.optedOut === null ? event : { ...event, optOut: call.optedOut }
  return { is: 'tell', line, heard: { is: 'event', event: heard } }
}

export const recorded = ({ attempt, standing }: Call): readonly NetworkEffect[] => {
  const seen = (what: CallStanding): NetworkEffect | null => {
    if (what.is === 'queued') return null
    if (what.is !== 'ended') return { is: 'record', seen: { saw: what.is, attempt } }
    const { disposition, status, ringMs, talkMs } = what
    return { is: 'record', seen: { saw: 'ended', attempt, disposition, status, ringMs, talkMs } }
  }
  const effect = seen(standing)
  return effect === null ? [] : [effect]
}
