/** A million recipients imported by a real process: its peak memory, and its time against parsing the same file alone. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { create } from '@lastcall/campaigns'
import { lastcall, measured } from './parts/command.mjs'
import { limit, line, median, round, say, spread, tell } from './parts/figures.mjs'
import { makeInstallation, must, openLog, settings } from './parts/installation.mjs'
import { freshFolder } from './parts/place.mjs'
import { writeRecipients } from './parts/recipients.mjs'

const recipients = 1_000_000
const rounds = 5
const mostMb = 300
const mb = 1_000_000

const parseAlone = fileURLToPath(new URL('import/parse-alone.mjs', import.meta.url))
const folder = freshFolder('import')
const config = await makeInstallation(folder)
const file = join(folder, 'recipients.csv')
await writeRecipients(file, 0, recipients)
const log = await openLog(folder)
const pacing = { callsPerSecond: 1, channels: 1 }
const campaignNow = async () =>
  must(await create(log)({ actor: log.actor, name: 'Bench', settings: settings(pacing) })()).campaign

const runs = []
for (let k = 0; k < rounds; k += 1) {
  const parsed = await measured([parseAlone, file])
  if (Number(parsed.output) !== recipients + 1) throw new Error(`parsed ${parsed.output} rows`)
  const imported = await lastcall(config, 'outreach', 'schedule', await campaignNow(), file)
  if (imported.answer.recipients !== recipients) throw new Error(`imported ${imported.output}`)
  runs.push({ parsed, imported })
  say(`round ${k + 1} of ${rounds}`)
}
await log.close()

const of = (pick) => runs.map(pick)
const peak = of(({ imported }) => imported.peakRssBytes / mb)
const seconds = of(({ imported }) => imported.ms / 1_000)
const alone = of(({ parsed }) => parsed.ms / 1_000)
const cpu = of(({ imported, parsed }) => imported.cpuMs / parsed.cpuMs)

tell({
  lines: [
    line({
      what: 'import of 1,000,000 rows, peak memory, worst round',
      value: Math.max(...peak),
      unit: 'MB',
      against: limit(mostMb),
      most: 1,
    }),
    line({
      what: 'import of 1,000,000 rows, time',
      value: median(seconds),
      unit: 's',
      against: { what: 'csv-parse alone', value: median(alone) },
    }),
  ],
  raw: [
    spread('peak memory of the importing process', 'MB', peak),
    spread('time of the import', 's', seconds),
    spread('time of csv-parse over the same file', 's', alone),
    spread('CPU time of the import, ratio to csv-parse', 'x', cpu),
    spread(
      'peak memory of csv-parse alone',
      'MB',
      of(({ parsed }) => parsed.peakRssBytes / mb),
    ),
  ],
  notes: [
    `The file has ${round(statSync(file).size / mb)} MB; it is read twice, checked, sealed and committed.`,
  ],
})
