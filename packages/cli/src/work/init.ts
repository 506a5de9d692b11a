/** `lastcall init`: an installation in a folder. */
import { initialise } from '../config/init'
import type { Context } from '../context'
import type { Outcome } from '../outcome'
import { answer } from '../outcome'

export const makeInstallation = async (_: Context, folder: string): Promise<Outcome> => {
  const made = initialise(folder)
  if (made._tag === 'Left') return made
  const path = made.right
  const lines = [
    `installation made: ${path}`,
    'The master key beside it opens every recipient list: keep a copy apart from backups of this folder.',
    `next: lastcall -c ${path} campaign create --help`,
  ]
  return answer({ config: path }, lines.join('\n'))
}
