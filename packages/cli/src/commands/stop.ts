/** `lastcall stop`: one outreach, or all of a campaign. The commit counts; everything shown before it never delays it. */
import { Option } from '@commander-js/extra-typings'
import type { Registry } from '../registry'
import { killHolder } from './kill-holder'
import { liveCallPolicies } from './live-calls'

export const stop = ({ command, run }: Registry): void => {
  command('stop')
    .description('Stop an outreach for good: from the commit on no further call is authorized.')
    .argument('<id>', 'id of the outreach; with --all, of the campaign')
    .option('--all', 'stop every outreach of a campaign that has not ended', false)
    .option('--reason <text>', 'sealed under the key of the campaign', '')
    .addOption(
      new Option('--live-calls <policy>', 'what becomes of calls that are on their way')
        .choices(liveCallPolicies)
        .default('drain'),
    )
    .option('-y, --yes', 'do not ask', false)
    .option('--kill-holder', killHolder, false)
    .option('--no-wait', 'do not wait until nothing can leave any more')
    .addHelpText(
      'after',
      '\nExample:\n  lastcall stop 0123456789abcdef0123456789abcdef --reason "wrong message" --yes',
    )
    .action(run(async (context, id, flags) => (await import('../work/stop.js')).stopIt(context, id, flags)))
}
