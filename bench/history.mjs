/** Stop, lists and a worker's restart on a log of a million recipients and five million events: all real processes. */
import { constants, cpSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { madeLog } from './history/make.mjs'
import { lastcall, startNetwork } from './parts/command.mjs'
import { limit, line, median, round, say, spread, tell } from './parts/figures.mjs'
import { configIn, configured, must, openLog } from './parts/installation.mjs'
import { freshFolder, remove } from './parts/place.mjs'
import { pause, restarting } from './parts/restart.mjs'

const rounds = 5
const mostMs = 1_000
const mostRestartMs = 5_000
/** A minute each, and no goal. */
const bareRounds = 2
const dialMs = 4_000

const made = await madeLog()
const folder = join(freshFolder('history'), 'log')
// What is measured changes the log, and the next run wants it as it was made.
cpSync(made.folder, folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
const config = configIn(folder)
const snapshots = join(folder, 'snapshots')
const network = await startNetwork({ record: join(folder, 'network.jsonl'), speed: 20 })
configured(folder, { carrier: { simulator: { port: network.port } } })
const log = await openLog(folder)
const restart = restarting(log.store, made.campaign, config)

const several = async (work, times = rounds) => {
  const all = []
  for (let k = 0; k < times; k += 1) all.push(await work(k))
  return all
}

const stopOf = async (outreach) => {
  const { ms, answer } = await lastcall(config, 'stop', outreach, '--reason', 'bench', '--yes', '--no-wait')
  if (!JSON.stringify(answer).includes('stopped now'))
    throw new Error(`not stopped: ${JSON.stringify(answer)}`)
  return ms
}
const listed = async () => {
  const { ms, answer } = await lastcall(config, 'outreach', 'list', made.campaign)
  if (answer.outreaches.length !== made.small.length + 1) throw new Error('the list is not whole')
  return ms
}
const cold = (work) => (k) => {
  remove(join(snapshots, 'lists.snapshot'))
  return work(k)
}

const coldStops = await several(cold((k) => stopOf(made.small[k])))
const coldLists = await several(cold(listed))
const lists = await several(listed)
say(
  `stops ${coldStops.map(Math.round).join(' ')}, lists ${lists.map(Math.round).join(' ')} ms; now the worker`,
)

const bare = await several(async (k) => {
  remove(snapshots)
  const { worker, ms } = await restart()
  // The last one leaves in order: its snapshot is what the next rounds begin with.
  await (k === bareRounds - 1 ? worker.leave() : worker.kill())
  say(`restart without a snapshot: ${Math.round(ms)} ms`)
  return ms
}, bareRounds)

/** Killed while it dials: the snapshot is as old as the last one that it wrote, what came since is folded anew. */
const kept = await several(async () => {
  const { worker, ms } = await restart()
  await pause(dialMs)
  await worker.kill()
  say(`restart with a snapshot: ${Math.round(ms)} ms`)
  return ms
})

const { worker } = await restart()
await pause(dialMs)
const whileDialing = await stopOf(made.outreach)
await worker.leave()
await network.leave()
await log.close()
const bytes = statSync(join(folder, 'events.db')).size
if (process.env.KEEP === undefined) remove(made.folder)

const toLimit = (what, values, most) =>
  line({ what, value: median(values), unit: 'ms', against: limit(most), most: 1 })

tell({
  lines: [
    toLimit(
      '`lastcall stop` of an outreach, a million recipients beside it, no snapshot of lists',
      coldStops,
      mostMs,
    ),
    toLimit('`lastcall stop` of the million while a worker dials them', [whileDialing], mostMs),
    toLimit('`lastcall outreach list`', lists, mostMs),
    toLimit('`lastcall outreach list`, no snapshot of lists', coldLists, mostMs),
    toLimit("worker's restart to its first authorization, with its snapshot", kept, mostRestartMs),
    line({
      what: "worker's restart to its first authorization, without a snapshot",
      value: median(bare),
      unit: 'ms',
    }),
  ],
  raw: [
    spread('`lastcall stop`, no snapshot of lists', 'ms', coldStops),
    spread('`lastcall stop` of the million while a worker dials them', 'ms', [whileDialing]),
    spread('`lastcall outreach list`', 'ms', lists),
    spread('`lastcall outreach list`, no snapshot of lists', 'ms', coldLists),
    spread('restart with a snapshot', 'ms', kept),
    spread('restart without a snapshot', 'ms', bare),
  ],
  notes: [
    `${made.events} events of calls, ${round(bytes / 1e9)} GB; the file was read before, so it may lie in the page cache. The stop of the million is one round: it can be stopped once.`,
  ],
})
