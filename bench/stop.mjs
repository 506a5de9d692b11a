/** From the commit of a stop to the last originate that the network saw: 500 stops while two workers dial. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, recipientsFile, schedule, stop } from '@lastcall/campaigns'
import { start, startNetwork } from './parts/command.mjs'
import { limit, line, quantile, round, say, spread, tell } from './parts/figures.mjs'
import { makeInstallation, must, openLog, settings } from './parts/installation.mjs'
import { freshFolder } from './parts/place.mjs'
import { writeRecipients } from './parts/recipients.mjs'
import { originatesOf, readStops } from './stop/read.mjs'

const stops = Number(process.env.BENCH_STOPS ?? 500)
const recipients = 400
const ahead = 4
/** A stop comes at some time of the outreach's life, not always at the same. */
const livesMs = () => 80 + Math.random() * 120
const p99Ms = 20
const permitMs = 1_000
const justBeforeMs = 50
const pacing = { callsPerSecond: 1_000, channels: 4_000 }
const speed = 50

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const folder = freshFolder('stop')
const record = join(folder, 'network.jsonl')
const network = await startNetwork({ record, speed })
const config = await makeInstallation(folder, {
  carrier: { simulator: { port: network.port } },
  trunk: pacing,
})
const log = await openLog(folder)
const { actor } = log
const { campaign } = must(await create(log)({ actor, name: 'Bench', settings: settings(pacing) })())
const workers = ['anna', 'ben'].map((name) => start(['-c', config, 'worker', '--name', name]))

let rows = 0
const scheduleNext = async () => {
  const file = join(folder, 'recipients.csv')
  await writeRecipients(file, rows, recipients)
  rows += recipients
  const source = must(await recipientsFile(file))
  return must(await schedule(log)({ actor, campaign, source, startAtMs: Date.now(), defaultCountry: 'US' })())
    .outreach
}

const waiting = []
const stopped = []
/** Called to their end before their stop came: others take their place. */
let completed = 0
while (stopped.length < stops) {
  while (waiting.length < ahead) waiting.push(await scheduleNext())
  if (stopped.length === 0) await pause(2_000)
  await pause(livesMs())
  const outreach = waiting.shift()
  const answer = await stop(log)({ actor, outreach, liveCalls: 'drain', reason: 'bench' })()
  if (answer._tag === 'Left' && answer.left.is === 'outreach completed') {
    completed += 1
    continue
  }
  must(answer)
  stopped.push(outreach)
  if (stopped.length % 100 === 0) say(`${stopped.length} of ${stops} stopped`)
}
await pause(2 * permitMs)
await Promise.all(workers.map((worker) => worker.leave()))
await network.leave()
const seen = await readStops(log, campaign, originatesOf(record), stopped)
await log.close()
if (process.env.KEEP !== undefined) writeFileSync(join(process.env.KEEP, 'stops.json'), JSON.stringify(seen))

const called = seen.filter(({ lastMs }) => lastMs !== null)
const late = called.filter(({ lastMs }) => lastMs > 0)
/** No originate after the commit: nothing was late. */
const latency = seen.map(({ lastMs }) => Math.max(0, lastMs ?? 0))
const flowing = called.filter((each) => each.lateCalls > 0 || (each.nearMs ?? Infinity) <= justBeforeMs)
const flowingLatency = flowing.map(({ lastMs }) => Math.max(0, lastMs))
const at = (share) => quantile(latency, share)
const calls = seen.reduce((sum, { calls: each }) => sum + each, 0)
const lateCalls = seen.reduce((sum, { lateCalls: each }) => sum + each, 0)

tell({
  lines: [
    line({
      what: 'commit of a stop to the last originate, p50',
      value: at(0.5),
      unit: 'ms',
      against: limit(p99Ms),
    }),
    line({
      what: 'commit of a stop to the last originate, p99',
      value: at(0.99),
      unit: 'ms',
      against: limit(p99Ms),
      most: 1,
    }),
    line({
      what: 'the same p99, of stops that came amid originates',
      value: quantile(flowingLatency, 0.99),
      unit: 'ms',
      against: limit(p99Ms),
      most: 1,
    }),
    line({
      what: 'commit of a stop to the last originate, max',
      value: at(1),
      unit: 'ms',
      against: limit(permitMs),
      most: 1,
    }),
  ],
  raw: [
    spread(
      `the same, of stops with an originate within ${justBeforeMs} ms before or after it`,
      'ms',
      flowingLatency,
    ),
    {
      what: 'commit to the last originate, 0 where none came after it',
      unit: 'ms',
      rounds: seen.length,
      median: round(at(0.5)),
      min: round(at(0)),
      max: round(at(1)),
    },
  ],
  notes: [
    `${seen.length} stops, ${calls} originates. ${late.length} stops had an originate after the commit, ${lateCalls} originates in all; the others count as 0.`,
    `${flowing.length} stops had an originate of the same outreach within ${justBeforeMs} ms before the commit, or one after it; ${seen.length - called.length} had none at all.`,
    `${completed} outreaches were called to their end before their stop came; others took their place.`,
    'The commit is taken at the time that the store stamps on the event, just before it waits for the disk: what is counted is never too short.',
  ],
})
