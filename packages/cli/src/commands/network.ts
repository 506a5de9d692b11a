/** `lastcall network`: the simulated telephone network as a process of its own, with its own record. */
import type { CannotServe } from '@lastcall/carrier-sim'
import type { Outcome } from '../outcome'
import { answer, trouble } from '../outcome'
import type { Registry } from '../program'
import { askedToLeave } from '../terminal/signals'

export interface NetworkFlags {
  readonly port: string
  readonly record?: string | undefined
  readonly seed: string
  readonly speed: string
}

const whyNot = (cannot: CannotServe, flags: NetworkFlags): Outcome => {
  const where = cannot.is === 'cannot record' ? (flags.record ?? '') : `port ${flags.port}`
  const what = 'why' in cannot ? `${cannot.is}: ${cannot.why}` : cannot.is
  return trouble({ ending: 'usage', is: cannot.is, what, where, todo: 'Choose another port or record file.' })
}

/** Says on standard output where it listens, as one JSON line, and serves until it is asked to leave. */
const serve = async (flags: NetworkFlags): Promise<Outcome> => {
  const { serveNetwork } = await import('@lastcall/carrier-sim')
  const { seed, record } = flags
  const at = { port: Number(flags.port), seed, speed: Number(flags.speed) }
  const served = await serveNetwork(record === undefined ? at : { ...at, record })()
  if (served._tag === 'Left') return whyNot(served.left, flags)
  const { host, port, close } = served.right
  process.stdout.write(`${JSON.stringify({ listening: { host, port }, record: record ?? null })}\n`)
  await askedToLeave()
  await close()
  return answer({ left: true }, '')
}

export const network = ({ command, run }: Registry): void => {
  command('network')
    .description('Serve the simulated telephone network on loopback, with a call record of its own.')
    .option('--port <port>', 'where to listen; 0: any free port', '5070')
    .option('--record <file>', 'begin a record of calls (JSON lines) in a new file')
    .option('--seed <seed>', 'same seed, same fates of calls', '1')
    .option('--speed <factor>', 'how many times faster than life people answer and talk', '1')
    .addHelpText('after', '\nExample:\n  lastcall network --port 5070 --record network.jsonl --seed 7')
    .action(run(async (_, flags) => serve(flags)))
}
