/** What goes wrong, call by call: switched on for the next calls of a kind, and used up by them. */

export type CallKind =
  'append' | 'batch' | 'read' | 'read all' | 'subscribe' | 'tombstone' | 'gossip' | 'features'

export type Fault =
  /** It is done and never answered. */
  | { readonly is: 'swallowed' }
  /** Nothing is done and nothing answered: a server that froze. */
  | { readonly is: 'frozen' }
  /** It is done at once and answered late. */
  | { readonly is: 'slow'; readonly ms: number }
  /** It is done late, without an answer: an append that commits after everybody has given up. */
  | { readonly is: 'late'; readonly ms: number }
  /** It is done, and the call ends with OK and without an answer. */
  | { readonly is: 'ended' }
  /** It is done, and then the connection breaks. */
  | { readonly is: 'cut' }
  /** A subscription is confirmed and sends what is there, and then nothing more. */
  | { readonly is: 'silent' }
  | { readonly is: 'not ready' }
  | { readonly is: 'not leader'; readonly leader: { readonly host: string; readonly port: number } }
  /** Nothing is done. `exception` goes into the trailer of that name. */
  | {
      readonly is: 'status'
      /** gRPC's number. */
      readonly code: number
      readonly details: string
      readonly exception?: string
      readonly trailers?: Readonly<Record<string, string>>
    }

export interface Faults {
  /** For the next `times` calls of the kind; for all of them until `clear` where nothing is said. */
  readonly on: (kind: CallKind, fault: Fault, times?: number) => void
  readonly clear: () => void
  /** What goes wrong with a call that begins now. Counts the call. */
  readonly next: (kind: CallKind) => Fault | null
  /** How many calls of the kind there were. */
  readonly calls: (kind: CallKind) => number
}

export const newFaults = (): Faults => {
  const set = new Map<CallKind, { readonly fault: Fault; left: number }>()
  const counts = new Map<CallKind, number>()
  return {
    on: (kind, fault, times = Infinity) => void set.set(kind, { fault, left: times }),
    clear: () => set.clear(),
    next: (kind) => {
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      const one = set.get(kind)
      if (one === undefined || one.left <= 0) return null
      one.left -= 1
      return one.fault
    },
    calls: (kind) => counts.get(kind) ?? 0,
  }
}
