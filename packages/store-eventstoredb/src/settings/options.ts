/** How long to wait, how much to send, and whom to tell; all of it optional. */
import { performance } from 'node:perf_hooks'

export type CannotConnect =
  /** Nothing was tried. */
  | { readonly is: 'wrong configuration'; readonly why: string }
  /** The server knows no such user, or does not let it read the whole log. */
  | { readonly is: 'not allowed'; readonly why: string }
  /** Nobody answered, or no node that is a leader did. */
  | { readonly is: 'no contact'; readonly why: string }

/** What nobody has to act on; for a log at debug. */
export type Notice =
  | { readonly is: 'subscription lost'; readonly why: string; readonly againInMs: number }
  | { readonly is: 'client replaced'; readonly of: 'calls' | 'feed' }

export interface EventStoreDbOptions {
  /** Overrides the user of the connection string. */
  readonly user?: string
  /** A file that holds the password and nothing else; a newline at its end does not count. */
  readonly passwordFile?: string
  /** The certificate authority of the servers, PEM. Default: those that Node trusts. */
  readonly caFile?: string
  /** An append without an answer is uncertain after this long; then its stream is read once. Milliseconds, 1,000. */
  readonly appendMs?: number
  /** A page is given up after this long. Milliseconds, 5,000. */
  readonly readMs?: number
  /** A look at one event is given up after this long. Milliseconds, 1,000. */
  readonly lookMs?: number
  /** What one append may hold, in bytes. 1,048,576: more is refused by servers 23 and 24. */
  readonly largestAppend?: number
  /** Opening gives up after this long without contact. Milliseconds, 10,000. */
  readonly firstContactMs?: number
  /** A follower that waits looks this often whether its subscription is still alive. Milliseconds, 2,000. */
  readonly watchMs?: number
  /** A follower that gets no contact for this long throws. Milliseconds, 10,000. */
  readonly lostAfterMs?: number
  readonly notice?: (notice: Notice) => void
  /** The monotonic clock, milliseconds. */
  readonly monotonicMs?: () => number
}

/** Every option but those that settle whom to connect to. */
export type Limits = Required<Omit<EventStoreDbOptions, 'user' | 'passwordFile' | 'caFile'>>

export const limitsOf = (options: EventStoreDbOptions): Limits => {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  return {
    appendMs: 1_000,
    readMs: 5_000,
    lookMs: 1_000,
    largestAppend: 1024 * 1024,
    firstContactMs: 10_000,
    watchMs: 2_000,
    lostAfterMs: 10_000,
    notice: () => undefined,
    monotonicMs: () => performance.now(),
    ...(given as EventStoreDbOptions),
  }
}
