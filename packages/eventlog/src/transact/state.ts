/** Where one transaction stands: deciding is instant, so it is always waiting for the store or done. */
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray'
import type { Revision } from '../brand'
import type { Unreadable } from '../codec'
import type { NewEvent } from '../event'

/** A state kept together with the revision it was folded to (null: the stream has no event yet). */
export interface Held<S> {
  readonly state: S
  readonly at: Revision | null
}

export type TransactFailure<R> =
  | { readonly is: 'refused by rule'; readonly refusal: R }
  | { readonly is: 'unreadable'; readonly what: Unreadable }
  /** The stream moved under us more often than `attempts` allows. Nothing of ours was written. */
  | { readonly is: 'contended'; readonly attempts: number }
  /** The store never told. The events may stand. */
  | { readonly is: 'uncertain'; readonly why: string }
  | { readonly is: 'unavailable'; readonly why: string }
  | { readonly is: 'refused by store'; readonly why: string }

export type Transact<S, E, R> =
  | {
      readonly is: 'appending'
      readonly held: Held<S>
      readonly events: readonly E[]
      readonly encoded: ReadonlyNonEmptyArray<NewEvent>
      readonly left: number
      /** Why an append before this one got no answer; null: every one before was answered. */
      readonly doubt: string | null
    }
  | { readonly is: 'reading'; readonly held: Held<S>; readonly left: number }
  | { readonly is: 'done'; readonly held: Held<S>; readonly events: readonly E[] }
  | { readonly is: 'failed'; readonly why: TransactFailure<R> }
