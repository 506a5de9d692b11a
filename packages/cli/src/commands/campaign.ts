/** `lastcall campaign`: create campaigns and list those that exist. */
import type { Registry } from '../registry'

export const campaign = ({ command, run }: Registry): void => {
  const group = command('campaign').description('Create campaigns, and list those that exist.')
  group
    .command('create')
    .description('Create a campaign: the reason to call, with its settings.')
    .requiredOption('--name <name>', 'sealed under the key of the campaign')
    .requiredOption('--caller-id <number>', 'the number shown to those called, with country code')
    .option('--message <file>', 'the sound file that is played')
    .option('--hours <from-to>', "calling hours, in the called person's own time", '08:00-21:00')
    .option('--cps <calls>', 'calls per second, at most', '5')
    .option('--channels <calls>', 'calls at the same time, at most', '20')
    .option('--max-attempts <n>', 'attempts at one recipient, at most', '3')
    .option(
      '--retry <policy>',
      'seconds to wait, by how a call ended',
      'busy=600,no-answer=3600,congestion=60',
    )
    .addHelpText(
      'after',
      '\nExample:\n  lastcall campaign create --name "Flu season" --caller-id +12025550100 --hours 09:00-20:00',
    )
    .action(
      run(async (context, flags) => (await import('../work/campaign.js')).createCampaign(context, flags)),
    )
  group
    .command('list')
    .description('List the campaigns that exist, with their outreaches by tab.')
    .addHelpText('after', '\nExample:\n  lastcall campaign list --json')
    .action(run(async (context) => (await import('../work/campaign.js')).listCampaigns(context)))
}
