/** `lastcall worker`: one dialer worker as a process of its own; it shares nothing with others but the log. */
import { hostname } from 'node:os'
import type { Registry } from '../registry'

export const worker = ({ command, run }: Registry): void => {
  command('worker')
    .description(
      'Run a dialer worker. SIGTERM: yield, follow its calls to their end, leave. Twice: leave at once.',
    )
    .option('--name <name>', 'held by one process at a time', hostname())
    .option('--health-port <port>', 'serve /healthz on loopback; 0: any free port')
    .addHelpText('after', '\nExample:\n  lastcall worker --name one --health-port 9080')
    .action(run(async (context, flags) => (await import('../work/worker.js')).runWorker(context, flags)))
}
