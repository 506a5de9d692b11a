/** `lastcall init`: an installation in a folder. */
import { initialise } from '../config/init'
import type { Context } from '../context'
import type { Outcome } from '../outcome'
import { answer } from '../outcome'
import { configuredStore } from '../wiring/place'

export const makeInstallation = async ({ store }: Context, folder: string): Promise<Outcome> => {
  const made = initialise(folder, store === undefined ? {} : { store: configuredStore(store) })
  if (made._tag === 'Left') return made
  const path = made.right
  const lines = [
    `installation made: ${path}`,
    'The master key beside it opens every recipient list: keep a copy apart from backups of this folder.',
    `next: lastcall -c ${path} campaign create --help`,
  ]
  return answer({ config: path }, lines.join('\n'))
}
