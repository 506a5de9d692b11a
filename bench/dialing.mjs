/** Calls per second through the log: one worker, one campaign, the simulated network at a hundred times its speed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, recipientsFile, schedule } from '@lastcall/campaigns'
import { campaignStream } from '@lastcall/domain'
import { start, startNetwork } from './parts/command.mjs'
import { limit, line, round, say, spread, tell } from './parts/figures.mjs'
import { makeInstallation, must, openLog, settings } from './parts/installation.mjs'
import { freshFolder } from './parts/place.mjs'
import { writeRecipients } from './parts/recipients.mjs'

const leastPerSecond = 1_000
const speed = 100
const recipients = 40_000
/** Far above what is asked for: what limits must be the worker and its log. */
const pacing = { callsPerSecond: 20_000, channels: 4_000 }
const rampMs = 2_000
const measuredMs = 10_000
const nodeArgs =
  process.env.BENCH_PROFILE === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]

const folder = freshFolder('dialing')
const record = join(folder, 'network.jsonl')
const network = await startNetwork({ record, speed })
const config = await makeInstallation(folder, {
  carrier: { simulator: { port: network.port } },
  trunk: pacing,
  timing: { maxBatch: 64 },
})
const log = await openLog(folder)
const { campaign } = must(
  await create(log)({ actor: log.actor, name: 'Bench', settings: settings(pacing) })(),
)
const file = join(folder, 'recipients.csv')
await writeRecipients(file, 0, recipients)
const source = must(await recipientsFile(file))
must(
  await schedule(log)({ actor: log.actor, campaign, source, startAtMs: Date.now(), defaultCountry: 'US' })(),
)
say(`${recipients} recipients scheduled; dialing`)

const worker = start(['-c', config, 'worker', '--name', 'bench'], nodeArgs)

const originates = () =>
  readFileSync(record, 'utf8')
    .split('\n')
    .filter((text) => text.includes('"originate"'))
    .map((text) => JSON.parse(text).atUs / 1_000)

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
let seen = []
const begun = performance.now()
while (performance.now() - begun < 60_000) {
  await pause(1_000)
  seen = originates()
  if (seen.length >= recipients * 0.98) break
  if (seen.length > 0 && seen.at(-1) - seen[0] > rampMs + measuredMs) break
}
const head = must(await log.store.last(campaignStream(campaign))())
await worker.leave()
await network.leave()
await log.close()

/** Whole seconds after the ramp and before the last one, which the end of the list may have cut short. */
const from = seen[0] + rampMs
const seconds = []
for (let k = 0; from + (k + 1) * 1_000 <= seen.at(-1); k += 1)
  seconds.push(seen.filter((at) => at >= from + k * 1_000 && at < from + (k + 1) * 1_000).length)
const mean = seconds.reduce((sum, count) => sum + count, 0) / seconds.length

tell({
  lines: [
    line({
      what: 'calls of one campaign through the log',
      value: mean,
      unit: 'calls/s',
      against: limit(leastPerSecond),
      least: 1,
    }),
  ],
  raw: [spread('originates that the network saw, second by second', 'calls/s', seconds)],
  notes: [
    `${seen.length} originates in ${round((seen.at(-1) - seen[0]) / 1_000)} s; ${head.value.revision + 1} events in the campaign's stream; maxBatch 64`,
  ],
})
