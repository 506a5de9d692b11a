/** What goes wrong, where, and how often it comes by there. A run's faults are a list, so that a story can be shrunk. */

/** Where a fault strikes: at a time, or the n-th time that something passes a place. */
export type When =
  | { readonly is: 'at'; readonly ms: number }
  | { readonly is: 'the'; readonly nth: number; readonly place: Place }

/**
 * A place on the way of a message: `leaves` a process, `stands` in the log with its answer still to come; the gate,
 * the network, readings. Of the process concerned, before anything is done.
 */
export type Place = `${'leaves' | 'stands'} ${string}` | (typeof waypoints)[number]

export const waypoints = [
  'before the gate',
  'behind the gate',
  'at the network',
  'facts read',
  'own read',
  'look',
  'find',
  'hang up',
  'carrier event',
  'contacts',
] as const

export type Deed =
  /** Of the message concerned. `last moment`: held until its permit is all but over. `linger`: answered as uncertain now, and it arrives this much later. */
  | { readonly is: 'lose' | 'lose answer' | 'unavailable' | 'twice' | 'last moment' }
  /** Its process stands still, deaf to everything, until the permit of the message concerned is all but over. */
  | { readonly is: 'doze' }
  | { readonly is: 'delay' | 'linger' | 'delay answer' | 'stale'; readonly ms: number }
  /** Of the process concerned, or of worker `who` (at a time). */
  | { readonly is: 'crash'; readonly backAfterMs: number; readonly who?: number }
  | { readonly is: 'freeze' | 'sleep' | 'slow turn'; readonly ms: number; readonly who?: number }
  | { readonly is: 'clock jump' | 'feed silent' | 'feed late'; readonly ms: number; readonly who?: number }
  | { readonly is: 'carrier down' | 'keys unreadable'; readonly ms: number; readonly who?: number }
  | { readonly is: 'shutdown'; readonly who?: number }
  /** Of people. */
  | {
      readonly is: 'stop'
      readonly outreach: number
      readonly liveCalls: 'drain' | 'cancelRinging' | 'hangUpAll'
    }
  | { readonly is: 'delete' | 'import' }

export interface Fault {
  readonly when: When
  readonly does: Deed
}

export const describeFault = ({ when, does }: Fault): string => {
  const { is, ...more } = does
  const details = Object.entries(more).map(([name, value]) => `${name} ${String(value)}`)
  const place = when.is === 'at' ? `at ${when.ms} ms` : `the ${when.nth}. time "${when.place}"`
  return `${place}: ${is}${details.length === 0 ? '' : ` (${details.join(', ')})`}`
}
