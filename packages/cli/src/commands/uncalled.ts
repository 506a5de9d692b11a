/** `lastcall uncalled`: who was not reached by an ended outreach, counted, and exported to be scheduled again (R9). */
import type { Registry } from '../registry'

export const uncalled = ({ command, run }: Registry): void => {
  command('uncalled')
    .description('Count who an ended outreach did not reach; export them as CSV that can be scheduled again.')
    .argument('<outreach>', 'id of the outreach')
    .option('--export <file>', 'write them to a new file; it holds personal data')
    .option('--include-in-flight', 'those too whose call nobody knows the end of', false)
    .addHelpText(
      'after',
      '\nExample:\n  lastcall uncalled 0123456789abcdef0123456789abcdef --export rest.csv',
    )
    .action(
      run(async (context, outreach, flags) =>
        (await import('../work/uncalled.js')).listUncalled(context, outreach, flags),
      ),
    )
}
