/** What callers ask of the network, and what it tells them and its record. */
import type { CarrierEvent, Found, HangUp, OriginateRequest, Originated } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'

/** One connection of one caller. A number is never used twice. */
export type LineId = number

/** `ask` is the caller's own number of the question; the answer carries it. */
export type NetworkInput =
  | { readonly is: 'originate'; readonly line: LineId; readonly ask: number; readonly call: OriginateRequest }
  | {
      readonly is: 'hang up'
      readonly line: LineId
      readonly ask: number
      readonly attempt: AttemptId
      readonly how: HangUp
    }
  | { readonly is: 'find'; readonly line: LineId; readonly ask: number; readonly attempt: AttemptId }
  /** Time has passed. */
  | { readonly is: 'tick' }

/** What the network itself can say to an originate. */
export type NetworkAnswer = Extract<Originated, { is: 'accepted' } | { is: 'refused' }>

/** What one caller hears. */
export type Heard =
  | { readonly is: 'originated'; readonly ask: number; readonly answer: NetworkAnswer }
  | { readonly is: 'hung up'; readonly ask: number; readonly answer: 'asked' | 'unknown call' }
  | { readonly is: 'found'; readonly ask: number; readonly answer: Found }
  | { readonly is: 'event'; readonly event: CarrierEvent }

/** What the record shows, before it is numbered and stamped. `number` is made a token by the shell. */
export interface Seen {
  readonly saw: 'originate' | 'refused' | 'ringing' | 'answered' | 'ended' | 'absence promised'
  readonly attempt: AttemptId
  readonly number?: string
  readonly disposition?: string
  readonly status?: string
  readonly ringMs?: number
  readonly talkMs?: number
}

export type NetworkEffect =
  | { readonly is: 'record'; readonly seen: Seen }
  | { readonly is: 'tell'; readonly line: LineId; readonly heard: Heard }
