/** `lastcall outreach`: schedule a recipient file, and list a campaign's outreaches by tab. */
import type { Registry } from '../registry'

export const outreach = ({ command, run }: Registry): void => {
  const group = command('outreach').description('Schedule recipient files, and list outreaches by tab.')
  group
    .command('schedule')
    .description(
      'Schedule a CSV file of recipients. The file is read twice; rejected rows are listed beside it.',
    )
    .argument('<campaign>', 'id of the campaign')
    .argument('<file>', 'CSV with a header, UTF-8')
    .option('--start-at <time>', '`now`, or a time such as 2026-01-31T12:00:00Z', 'now')
    .option('--phone-column <name>', 'where the numbers are, if the header does not tell')
    .option('--time-zone-column <name>', 'where the time zones are, if the header does not tell')
    .option('--default-country <code>', 'for numbers without country code, such as US')
    .option('--default-time-zone <zone>', 'for rows without one, such as America/New_York')
    .option('--rejects <file>', 'where rejected rows are listed; <file>.rejected.csv as usual')
    .option('--strict', 'refuse the whole file when one row is rejected')
    .addHelpText(
      'after',
      '\nExample:\n  lastcall outreach schedule 0123456789abcdef0123456789abcdef recipients.csv --default-country US',
    )
    .action(
      run(async (context, campaign, file, flags) =>
        (await import('../work/outreach.js')).scheduleOutreach(context, campaign, file, flags),
      ),
    )
  group
    .command('list')
    .description("List a campaign's outreaches, all or one tab.")
    .argument('<campaign>', 'id of the campaign')
    .option('--tab <tab>', 'scheduled, "in progress", completed, stopped or all', 'all')
    .addHelpText(
      'after',
      '\nExample:\n  lastcall outreach list 0123456789abcdef0123456789abcdef --tab stopped',
    )
    .action(
      run(async (context, campaign, flags) =>
        (await import('../work/outreach.js')).listOutreaches(context, campaign, flags),
      ),
    )
}
