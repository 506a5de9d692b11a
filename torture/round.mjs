/** One round as a process: `round.mjs <seed> <folder> <small disks: yes|no> <keep|tidy>`. Its result is one JSON line. */
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeCalm } from './calm.mjs'
import { makeCampaign, makeInstallation, openLog, wrappedKeyIn } from './campaign.mjs'
import { commandsIn } from './commands.mjs'
import { companyIn, pause } from './company.mjs'
import { faultsIn } from './faults.mjs'
import { openLines } from './line.mjs'
import { isFoundIn, mark, personalIn } from './people.mjs'
import { placeAt } from './place.mjs'
import { planOf } from './plan.mjs'
import { judge } from './verdicts.mjs'

const [seed, folder, smallDisks, keep] = process.argv.slice(2)
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
const plan = planOf(Number(seed))
const [logs, record] = [join(folder, 'logs'), join(folder, 'network.jsonl')]
mkdirSync(logs, { recursive: true })

const began = performance.now()
const story = []
const tell = (says) => story.push(`${String(Math.round(performance.now() - began)).padStart(6)} ms  ${says}`)
const counts = {}
const count = (what) => (counts[what] = (counts[what] ?? 0) + 1)

const timers = new Set()
let isOver = false
const later = (ms, what) => {
  if (!isOver) timers.add(setTimeout(what, ms))
}

const untilDialing = async () => {
  for (let k = 0; k < 1_200 && statSync(record).size === 0; k += 1) await pause(50)
}

const place = placeAt(join(folder, 'place'), plan.onSmallDisk && smallDisks === 'yes')
const company = companyIn(logs, tell)
const { seed: _, speed, mix, networkCallsPerSecond } = plan
const network = company.network({
  ...{ seed, record, speed, mix },
  limits: networkCallsPerSecond === null ? {} : { callsPerSecond: networkCallsPerSecond },
})
while (!network.out.includes('\n')) await pause(20)
const lines = await openLines(JSON.parse(network.out).port)
const { path: config, actor, master } = makeInstallation(place.folder, plan, lines.port)
const log = await openLog(place.folder, master)
const ids = await makeCampaign(log, actor, plan, folder)
const wrappedKey = wrappedKeyIn(place.folder)

const world = { company, lines, place, config, ids, log, plan, tell, later, count }
const faults = faultsIn(world)
const commands = commandsIn(world)
if (!plan.eager) await untilDialing()
tell('the trouble begins')
faults.begin()
commands.begin()
await pause(plan.lengthMs)
isOver = true
for (const timer of timers) clearTimeout(timer)

const calm = await makeCalm({ ...world, faults, commands })
lines.close()
const frozenNetworkMs = plan.faults
  .filter(({ what }) => what === 'freeze the network' || what === 'freeze the lines')
  .reduce((sum, { forMs }) => sum + forMs, 0)
const { audit, events, problems } = await judge({ ...world, commands, record, wrappedKey, frozenNetworkMs })
await log.close()

const all = [
  ...calm.problems,
  ...problems,
  ...personalIn(logs),
  // A search that cannot find what is there would find nothing anywhere.
  ...(isFoundIn(join(folder, `${mark}-0.csv`)) ? [] : ['the search does not find what is there']),
]
const claims = events.filter(({ type }) => type === 'DialingClaimed').map(({ data }) => data)
const result = {
  seed: plan.seed,
  problems: all,
  story,
  counts,
  onSmallDisk: place.isSmall,
  restMs: calm.restMs,
  ms: Math.round(performance.now() - began),
  takeovers: claims.filter(({ incarnation }, k) => k > 0 && incarnation !== claims[k - 1].incarnation).length,
  authorizations: audit.outreaches.reduce((sum, { authorizations }) => sum + authorizations, 0),
  originates: audit.verdicts.find(({ promise }) => promise === 'network').checked,
  stops: audit.network.stops.map(({ afterStopMs }) => ({ afterStopMs, disturbed: frozenNetworkMs > 0 })),
  deleted: audit.deleted,
}
const isKept = all.length > 0 || keep === 'keep'
if (isKept) place.copyTo(join(folder, 'kept'))
place.remove()
if (!isKept) rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exit(0)
