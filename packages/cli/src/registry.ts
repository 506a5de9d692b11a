/** How a command registers itself on the command line. */
import type { Command } from '@commander-js/extra-typings'
import type { Context } from './context'
import type { Outcome } from './outcome'

/** A command registers itself with this and is handed its context when it runs. */
export interface Registry {
  readonly command: (name: string) => Command
  /** Wraps a command's work: gives it a context, prints its outcome, sets the exit code. */
  readonly run: <A extends readonly unknown[]>(
    work: (context: Context, ...args: A) => Promise<Outcome>,
  ) => (...args: A) => Promise<void>
}
