/** `lastcall demo`: a campaign from a real CSV file, dialed, stopped in the middle, and proved. */
import { join } from 'node:path'
import type { Registry } from '../registry'

const example = join(__dirname, '..', '..', '..', '..', 'examples', 'recipients.csv')

export const demo = ({ command, run }: Registry): void => {
  command('demo')
    .description(
      'Show it all in less than a minute: two workers, one killed, a stop while calls ring, the audit.',
    )
    .option('--folder <folder>', 'a folder to make; a fresh one here as usual')
    .option('--recipients <file>', 'CSV file of recipients', example)
    .option('--seed <seed>', 'same seed, same behaviour of those called', '7')
    .option('--speed <factor>', 'how many times faster than life people answer and talk', '4')
    .addHelpText('after', '\nExample:\n  lastcall demo --json')
    .action(run(async (context, flags) => (await import('../work/demo.js')).showDemo(context, flags)))
}
