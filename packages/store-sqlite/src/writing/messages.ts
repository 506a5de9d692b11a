/** What the thread that writes is asked, and what it answers. Lists: what one turn brings goes in one message. */
import type { AppendFailure, Refused, Revision, StreamName, Unavailable } from '@lastcall/eventlog'
import type { Lane } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import type { AppendRequest } from './append'
import type { Doorway } from './exit'

/** What the thread is started with. */
export interface Start {
  readonly path: string
  /** As in the options of the store, milliseconds. Null: as usual. */
  readonly limitMs: number | null
  readonly doorway: Doorway
}

export type Question =
  | { readonly is: 'append'; readonly request: AppendRequest; readonly lane: Lane }
  | { readonly is: 'remove'; readonly name: StreamName }

export interface AnswerTo {
  readonly append: Either<AppendFailure, Revision>
  readonly remove: Either<Unavailable | Refused, void>
}

export type Answer = AnswerTo[keyof AnswerTo]

export type ToThread =
  | { readonly is: 'asked'; readonly questions: readonly (readonly [number, Question])[] }
  /** Answers what still waits, and ends the thread. */
  | { readonly is: 'close' }

export type FromThread =
  | { readonly is: 'answered'; readonly answers: readonly (readonly [number, Answer])[] }
  | { readonly is: 'waiting'; readonly waitedMs: number }
  /** The file cannot be opened there; the thread ends. */
  | { readonly is: 'cannot-open'; readonly why: string }
