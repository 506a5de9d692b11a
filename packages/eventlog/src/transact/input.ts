/** What the store tells a transaction, and what a transaction asks of the store. */
import type { Either } from 'fp-ts/lib/Either'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray'
import type { Revision } from '../brand'
import type { NewEvent } from '../event'
import type { AppendFailure, Expected, Page, Unavailable } from '../store'

export type TransactInput =
  | { readonly is: 'appended'; readonly answer: Either<AppendFailure, Revision> }
  | { readonly is: 'read'; readonly answer: Either<Unavailable, Page> }

export type TransactEffect =
  | { readonly is: 'append'; readonly expected: Expected; readonly events: ReadonlyNonEmptyArray<NewEvent> }
  | { readonly is: 'read'; readonly from: Revision }
