/** `lastcall delete`: a whole campaign, for good; its recipients' data cannot be recovered afterwards. */
import { Option } from '@commander-js/extra-typings'
import type { Registry } from '../registry'
import { killHolder } from './kill-holder'
import { liveCallPolicies } from './live-calls'

export const deleteCampaign = ({ command, run }: Registry): void => {
  command('delete')
    .description('Delete a campaign for good, with the data of its recipients. Ends every outreach of it.')
    .argument('<campaign>', 'id of the campaign')
    .addOption(
      new Option('--live-calls <policy>', 'what becomes of calls that are on their way')
        .choices(liveCallPolicies)
        .default('drain'),
    )
    .option('-y, --yes', 'do not ask', false)
    .option('--kill-holder', killHolder, false)
    .addHelpText('after', '\nExample:\n  lastcall delete 0123456789abcdef0123456789abcdef --yes')
    .action(
      run(async (context, campaign, flags) =>
        (await import('../work/delete.js')).deleteOne(context, campaign, flags),
      ),
    )
}
