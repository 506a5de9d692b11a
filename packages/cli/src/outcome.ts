/** What a command has to say: an answer for people and for programs, or what went wrong and what to do about it. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { Ending } from './exit'

export interface Answer {
  /** For programs: printed as one JSON object with `--json`. */
  readonly json: unknown
  /** For people: lines without a final line feed; empty: nothing is printed. */
  readonly text: string
  /** Only an audit answers with anything but `done`. */
  readonly ending?: Extract<Ending, 'done' | 'violation'>
}

/** Never personal. */
export interface Trouble {
  readonly ending: Exclude<Ending, 'done'>
  /** The failure's name, for programs. */
  readonly is: string
  /** What happened; a sentence that may say what to do as well. */
  readonly what: string
  /** A file or an id. */
  readonly where?: string
  readonly todo?: string
}

export type Outcome = Either<Trouble, Answer>

export const answer = (json: unknown, text: string, ending: Answer['ending'] = 'done'): Outcome =>
  right({ json, text, ending })
export const trouble = (of: Trouble): Either<Trouble, never> => left(of)

export const troubleText = ({ what, where, todo }: Trouble): string =>
  [where === undefined ? what : `${where}: ${what}`, ...(todo === undefined ? [] : [todo])].join('\n')
