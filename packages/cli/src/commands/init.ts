/** `lastcall init`: an installation in a folder. */
import type { Registry } from '../registry'

export const init = ({ command, run }: Registry): void => {
  command('init')
    .description('Make an installation in a folder: configuration, master key, you as its administrator.')
    .argument('[folder]', 'where', '.')
    .addHelpText('after', '\nExample:\n  lastcall init my-campaigns')
    .action(
      run(async (context, folder) => (await import('../work/init.js')).makeInstallation(context, folder)),
    )
}
