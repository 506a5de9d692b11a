/** Over `esdb://`, on the stand-in of a server: a worker's restart on a campaign of a million recipients, and the lists. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { callsStream } from '@lastcall/domain'
import { openEventStoreDb } from '@lastcall/store-eventstoredb'
import { lastcall, startNetwork } from './parts/command.mjs'
import { limit, line, median, say, spread, tell } from './parts/figures.mjs'
import { makeInstallation, must } from './parts/installation.mjs'
import { freshFolder, remove } from './parts/place.mjs'
import { writeRecipients } from './parts/recipients.mjs'
import { pause, restarting } from './parts/restart.mjs'

const recipients = Number(process.env.BENCH_RECIPIENTS ?? 1_000_000)
const rounds = 3
/** As over a file. */
const mostRestartMs = 5_000
const mostListMs = 1_000
const dialFirstMs = 30_000
const dialMs = 4_000

const require = createRequire(import.meta.url)
const standin = join(
  dirname(require.resolve('@lastcall/eventstoredb-standin/package.json')),
  'dist',
  'main.js',
)
// It keeps all of it in memory.
const server = spawn(process.execPath, ['--max-old-space-size=6000', standin, '--port', '0'], {
  stdio: ['ignore', 'pipe', 'ignore'],
})
process.once('exit', () => server.kill('SIGKILL'))
const address = (await once(server.stdout, 'data'))[0].toString().trim()

const folder = join(freshFolder('restart'), 'installation')
const network = await startNetwork({ record: `${folder}.jsonl`, speed: 50 })
const pace = 2_000
const config = await makeInstallation(folder, {
  store: address,
  carrier: { simulator: { port: network.port } },
  trunk: { callsPerSecond: pace, channels: 4 * pace },
  import: { maxRecipients: recipients, defaultCountry: 'US' },
})
const file = `${folder}.csv`
await writeRecipients(file, 0, recipients)
const hours = ['--hours', '00:00-24:00', '--max-attempts', '1', '--retry', '']
const limits = ['--cps', String(pace), '--channels', String(4 * pace)]
const named = ['--name', 'Bench', '--caller-id', '+12025550100']
const { campaign } = (await lastcall(config, 'campaign', 'create', ...named, ...hours, ...limits)).answer
const imported = await lastcall(config, 'outreach', 'schedule', campaign, file)
say(`${imported.answer.recipients} recipients imported in ${Math.round(imported.ms)} ms`)

const log = must(await openEventStoreDb(address)())
const restart = restarting(log.store, campaign, config)

const first = await restart()
await pause(dialFirstMs)
await first.worker.kill()
const facts = must(await log.store.last(callsStream(imported.answer.outreach))()).value.revision + 1
say(`${facts} facts of calls; now the restarts`)

const kept = []
for (let k = 0; k < rounds; k += 1) {
  const { worker, ms } = await restart()
  kept.push(ms)
  await pause(dialMs)
  await worker.kill()
}
const lists = []
for (let k = 0; k < rounds; k += 1) lists.push((await lastcall(config, 'outreach', 'list', campaign)).ms)
remove(join(folder, 'snapshots'))
const bare = await restart()
await bare.worker.kill()
await network.leave()
await log.close()

tell({
  lines: [
    line({
      ...{ what: `restart of a killed worker, ${recipients} recipients, with its snapshot` },
      ...{ value: median(kept), unit: 'ms', against: limit(mostRestartMs), most: 1 },
    }),
    line({ what: 'the same without a snapshot', value: bare.ms, unit: 'ms' }),
    line({
      ...{ what: '`lastcall outreach list`', value: median(lists), unit: 'ms' },
      ...{ against: limit(mostListMs), most: 1 },
    }),
  ],
  raw: [
    spread('restart with a snapshot', 'ms', kept),
    spread('restart without a snapshot', 'ms', [bare.ms]),
    spread('`lastcall outreach list`', 'ms', lists),
    spread('import', 'ms', [imported.ms]),
  ],
  notes: [
    `${facts} facts of calls when it was first killed. The stand-in is one node in memory: a real server adds its own time to each read.`,
  ],
})
process.exit(0)
