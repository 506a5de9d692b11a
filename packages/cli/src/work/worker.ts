/** `lastcall worker`: one dialer worker as a process of its own; it shares nothing with others but the log. */
import type { IncarnationId } from '@lastcall/domain'
import { recipientsPrefix } from '@lastcall/domain'
import type { Worker } from '@lastcall/dialer-worker'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer, trouble } from '../outcome'
import { askedToLeave } from '../terminal/signals'
import { serveHealth } from '../wiring/health'
import { newId } from '../wiring/ids'
import { processLog } from '../wiring/log'
import type { Opened } from '../wiring/open'
import { withOpened } from '../wiring/open'
import { portNumber, workerName } from '../wiring/parse'
import { roomFor, usualMinimumMb } from '../wiring/room'
import { shareOf, timingOf } from '../wiring/timing'
import { holdWorkerName } from '../wiring/worker-name'

export interface WorkerFlags {
  readonly name: string
  readonly healthPort?: string | undefined
}

const noCarrier = (opened: Opened): Outcome =>
  trouble({
    ending: 'usage',
    is: 'no carrier',
    what: 'the configuration names no carrier',
    where: opened.installation.folder,
    todo: 'Add `"carrier": { "simulator": { "port": 5070 } }` and start `lastcall network`.',
  })

const start = async (
  opened: Opened,
  name: string,
  port: number,
  host: string,
): Promise<[Worker, () => Promise<void>]> => {
  const [{ connectNetwork }, { startWorker, systemWorkerClock }, { erase }] = await Promise.all([
    import('@lastcall/carrier-sim'),
    import('@lastcall/dialer-worker'),
    import('@lastcall/vault'),
  ])
  const { store, feed, keys, snapshots, installation, logFile } = opened
  const { minimumFreeMb = usualMinimumMb } = installation.config
  const room = logFile === null ? null : roomFor(logFile, minimumFreeMb)
  const carrier = connectNetwork({ host, port })
  const incarnation = newId() as IncarnationId
  const log = processLog({ worker: name, incarnation })
  log.say('info', 'worker started', null)
  const worker = startWorker(
    {
      store,
      feed,
      keys,
      snapshots,
      carrier,
      log,
      ...(room === null ? {} : { hasRoom: room.hasRoom }),
      newId,
      clock: systemWorkerClock,
      erase: (campaign) => async () => {
        const erased = await erase({ keys, store, feed })(campaign, recipientsPrefix(campaign))()
        return erased._tag === 'Right' ? right(undefined) : left(`${erased.left.is}: ${erased.left.why}`)
      },
    },
    { name, incarnation, share: shareOf(installation.config), timing: timingOf(installation.config) },
  )
  const close = async (): Promise<void> => {
    room?.close()
    await carrier.close()
  }
  return [worker, close]
}

interface Typed {
  readonly name: string
  /** Null: health is not served. */
  readonly healthPort: number | null
}

/** Before anything is opened: a worker that cannot be asked for its health never claims. */
const typed = (flags: WorkerFlags): Either<Trouble, Typed> => {
  const name = workerName(flags.name)
  if (name._tag === 'Left') return name
  if (flags.healthPort === undefined) return right({ name: name.right, healthPort: null })
  const port = portNumber('--health-port', flags.healthPort)
  return port._tag === 'Left' ? port : right({ name: name.right, healthPort: port.right })
}

const work = async (opened: Opened, { name, healthPort }: Typed): Promise<Outcome> => {
  const simulator = opened.installation.config.carrier?.simulator
  if (simulator === undefined) return noCarrier(opened)
  const held = await holdWorkerName(opened, name)
  if (held._tag === 'Left') return held
  const leave = askedToLeave()
  const [worker, disconnect] = await start(opened, held.right, simulator.port, simulator.host ?? '127.0.0.1')
  const health = healthPort === null ? null : await serveHealth(healthPort, worker.status)
  if (health?._tag === 'Right')
    process.stdout.write(`${JSON.stringify({ worker: name, health: health.right.port })}\n`)
  if (health?._tag !== 'Left') await Promise.race([leave, worker.defect])
  await worker.shutDown()
  await disconnect()
  if (health?._tag === 'Left') return health
  health?.right.close()
  return answer({ worker: name, left: true }, '')
}

export const runWorker = async (context: Context, flags: WorkerFlags): Promise<Outcome> => {
  const asked = typed(flags)
  if (asked._tag === 'Left') return asked
  return withOpened(context, (opened) => work(opened, asked.right), {
    isLongLived: true,
    makesLog: true,
  })
}
