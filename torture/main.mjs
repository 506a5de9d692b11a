/** `npm run torture`: rounds of real processes that are killed, frozen and restarted; any broken promise is an exit code. */
import { mkdtempSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/run.mjs'
import { setUp } from '../scripts/set-up.mjs'
import { optionsOf } from './options.mjs'
import { whyNoSmallDisk } from './place.mjs'
import { runRounds } from './rounds.mjs'
import { failureOf, summaryOf, tableOf } from './summary.mjs'

const say = (text) => process.stdout.write(`${text}\n`)

const torture = async (options) => {
  const folder = mkdtempSync(join(tmpdir(), 'lastcall-torture-'))
  const why = whyNoSmallDisk()
  say(`${options.rounds} rounds from seed ${options.seed}, ${options.jobs} side by side`)
  if (why !== null) say(`no disk is filled: a small one cannot be mounted here (${why})`)
  let done = 0
  const results = await runRounds(options, folder, why === null, (result) => {
    done += 1
    if (result.problems.length > 0) say(failureOf(result, join(folder, String(result.seed))))
    if (done % 25 === 0) say(`${done} of ${options.rounds}`)
  })
  const summary = summaryOf(results, options)
  say(tableOf(summary))
  if (options.record)
    writeFileSync(join(root, 'torture', 'results.json'), `${JSON.stringify(summary, null, 2)}\n`)
  if (summary.problems === 0 && !options.keep) rmdirSync(folder)
  return summary.problems === 0 ? 0 : 1
}

const options = optionsOf(process.argv.slice(2))
process.exitCode = (await setUp()) ? await torture(options) : 1
