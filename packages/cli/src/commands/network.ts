/** `lastcall network`: the simulated telephone network as a process of its own, with its own record. */
import type { Registry } from '../registry'

export const network = ({ command, run }: Registry): void => {
  command('network')
    .description('Serve the simulated telephone network on loopback, with a call record of its own.')
    .option('--port <port>', 'where to listen; 0: any free port', '5070')
    .option('--record <file>', 'begin a record of calls (JSON lines) in a new file')
    .option('--seed <seed>', 'same seed, same fates of calls', '1')
    .option('--speed <factor>', 'how many times faster than life people answer and talk', '1')
    .addHelpText('after', '\nExample:\n  lastcall network --port 5070 --record network.jsonl --seed 7')
    .action(run(async (context, flags) => (await import('../work/network.js')).serve(context, flags)))
}
