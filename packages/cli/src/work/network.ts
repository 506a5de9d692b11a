/** `lastcall network`: the simulated telephone network as a process of its own, with its own record. */
import type { CannotServe } from '@lastcall/carrier-sim'
import type { Context } from '../context'
import type { Outcome } from '../outcome'
import { answer, trouble } from '../outcome'
import { askedToLeave } from '../terminal/signals'
import { factor, portNumber } from '../wiring/parse'

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
export const serve = async (_: Context, flags: NetworkFlags): Promise<Outcome> => {
  const asked = portNumber('--port', flags.port)
  if (asked._tag === 'Left') return asked
  const speed = factor('--speed', flags.speed)
  if (speed._tag === 'Left') return speed
  const { serveNetwork } = await import('@lastcall/carrier-sim')
  const { seed, record } = flags
  const at = { port: asked.right, seed, speed: speed.right }
  const served = await serveNetwork(record === undefined ? at : { ...at, record })()
  if (served._tag === 'Left') return whyNot(served.left, flags)
  const { host, port, close } = served.right
  process.stdout.write(`${JSON.stringify({ listening: { host, port }, record: record ?? null })}\n`)
  await askedToLeave()
  await close()
  return answer({ left: true }, '')
}
