/** `lastcall status`: what is going on, from the log alone: campaigns, outreaches by tab, counts, and who dials. */
import type { Registry } from '../registry'

export const status = ({ command, run }: Registry): void => {
  command('status')
    .description('Show campaigns, their outreaches with counts, and who dials them.')
    .argument('[campaign]', 'id of one campaign')
    .addHelpText('after', '\nExample:\n  lastcall status')
    .action(
      run(async (context, campaign) => (await import('../work/status.js')).showStatus(context, campaign)),
    )
}
