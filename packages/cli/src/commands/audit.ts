/** `lastcall audit`: checks the promises from the log, and against the network's own record where one is given. */
import type { Registry } from '../program'

export const audit = ({ command, run }: Registry): void => {
  command('audit')
    .description('Check every promise from the log alone, and completeness with the record of the network.')
    .argument('[campaign]', 'id of one campaign, deleted ones too; all if left out')
    .option('--network <file>', 'the own record of the network (JSON lines), taken at rest')
    .option('--travel-ms <ms>', 'how long an originate may travel to the network', '100')
    .option('--report', 'the report of each stop', false)
    .addHelpText('after', '\nExample:\n  lastcall audit --network network.jsonl --report')
    .action(
      run(async (context, campaign, flags) =>
        (await import('../work/audit.js')).auditCampaigns(context, campaign, flags),
      ),
    )
}
