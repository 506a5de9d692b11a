/** `lastcall init`: an installation in a folder. */
import { initialise } from '../config/init'
import { answer } from '../outcome'
import type { Registry } from '../program'

export const init = ({ command, run }: Registry): void => {
  command('init')
    .description('Make an installation in a folder: configuration, master key, you as its administrator.')
    .argument('[folder]', 'where', '.')
    .addHelpText('after', '\nExample:\n  lastcall init my-campaigns')
    .action(
      run(async (_, folder) => {
        const made = initialise(folder)
        if (made._tag === 'Left') return made
        const path = made.right
        return answer(
          { config: path },
          [
            `installation made: ${path}`,
            'The master key beside it opens every recipient list: keep a copy apart from backups of this folder.',
            `next: lastcall -c ${path} campaign create --help`,
          ].join('\n'),
        )
      }),
    )
}
