/** R14: nothing is stopped or deleted without a yes, given at the keyboard or with `--yes`. */
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import type { Terminal } from './terminal'

/** `showing` says what will happen, as far as it is known at once. */
export const confirmed = async (
  terminal: Terminal,
  yes: boolean,
  question: string,
  showing: string,
): Promise<Either<Trouble, void>> => {
  if (yes) return right(undefined)
  if (!terminal.isInteractive)
    return trouble({
      ending: 'refused',
      is: 'not confirmed',
      what: 'this asks for a confirmation, and there is no terminal to ask at',
      todo: 'Run it at a terminal, or confirm with --yes.',
    })
  terminal.out(`${showing}\n`)
  const { default: confirm } = await import('@inquirer/confirm')
  const said = await confirm({ message: question, default: false }).catch(() => false)
  return said
    ? right(undefined)
    : trouble({
        ending: 'refused',
        is: 'not confirmed',
        what: 'nothing was done',
        todo: 'Run the command again and answer yes if it is wanted.',
      })
}
