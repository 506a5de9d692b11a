/** `lastcall store`: whether the log can be worked with, a verified copy of it, and whether it is what was appended. */
import type { Registry } from '../registry'

export const store = ({ command, run }: Registry): void => {
  const group = command('store').description('Check the store, back it up, and verify a log or its backup.')
  group
    .command('check')
    .description(
      'Measure the store and say what would not work. Appends a few small events to the stream lastcall-check.',
    )
    .addHelpText(
      'after',
      "\nExample:\n  lastcall store check\nAnother:\n  lastcall --store 'esdb://one:2113,two:2113,three:2113' store check",
    )
    .action(run(async (context) => (await import('../work/store-check.js')).checkStore(context)))
  group
    .command('backup')
    .description(
      'Copy the log into one new file, also while workers dial: verified, with its sha256 beside it. Keys are not in it.',
    )
    .argument('<file>', 'a new file; nothing is overwritten')
    .addHelpText('after', '\nExample:\n  lastcall store backup events-2026-01-31.db')
    .action(run(async (context, file) => (await import('../work/store-files.js')).backUp(context, file)))
  group
    .command('verify')
    .description('Go through every event of a log and its hash chain. Needs neither keys nor configuration.')
    .argument('[file]', "a log or a backup of one; the installation's log as usual")
    .option(
      '--head <hash>',
      'the newest hash, as it was kept elsewhere: shows a cut tail and a rewritten whole',
    )
    .addHelpText('after', '\nExample:\n  lastcall store verify events-2026-01-31.db')
    .action(
      run(async (context, file, flags) =>
        (await import('../work/store-files.js')).verifyFile(context, file, flags),
      ),
    )
}
