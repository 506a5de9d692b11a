/** A log of a million recipients and five million events, as a real import and a real worker would have left it. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { create } from '@lastcall/campaigns'
import { callsStream, campaignStream } from '@lastcall/domain'
import { lastcall } from '../parts/command.mjs'
import { say } from '../parts/figures.mjs'
import { makeInstallation, must, openLog, settings } from '../parts/installation.mjs'
import { keptFolder, remove } from '../parts/place.mjs'
import { writeRecipients } from '../parts/recipients.mjs'
import { idOf, story } from './facts.mjs'

const recipients = 1_000_000
const called = 950_000
const recipientsInPiece = 2_000
const smallOutreaches = 6
const recipientsOfSmall = 100
const pacing = { callsPerSecond: 50, channels: 400 }
const retry = { maxAttempts: 2, afterMs: { 'no-answer': 600_000 } }

const inAYear = () => new Date(Date.now() + 365 * 86_400_000).toISOString()

const scheduled = async (config, campaign, file, ...more) =>
  (await lastcall(config, 'outreach', 'schedule', campaign, file, ...more)).answer.outreach

const tell = async (log, campaign, outreach) => {
  const incarnation = idOf('b', 1)
  const own = campaignStream(campaign)
  const calls = callsStream(outreach)
  const at = new Date().toISOString()
  const says = (type, data) => ({ id: log.newId(), type, data: { at, ...data } })
  const claim = {
    worker: 'bench',
    incarnation,
    carrier: 'simulated network',
    because: 'nobody dials',
    silentForMs: 5_000,
  }
  const begin = [says('OutreachStarted', { outreach, incarnation }), says('DialingClaimed', claim)]
  // The worker's order: an outreach is started by whoever has claimed.
  must(await log.store.append(own, 'anything', begin.reverse())())
  let events = begin.length
  for (const piece of story({ outreach, incarnation, called, recipientsInPiece, newId: log.newId })) {
    must(await log.store.append(own, 'anything', piece.own)())
    must(await log.store.append(calls, 'anything', piece.facts)())
    events += piece.own.length + piece.facts.length
  }
  return events
}

const makeIn = async (folder) => {
  mkdirSync(folder)
  const config = await makeInstallation(folder, { trunk: pacing })
  const first = await openLog(folder)
  const { campaign } = must(
    await create(first)({ actor: first.actor, name: 'Bench', settings: settings(pacing, retry) })(),
  )
  await first.close()
  const file = join(folder, 'recipients.csv')
  await writeRecipients(file, 0, recipients)
  const outreach = await scheduled(config, campaign, file)
  say('imported; now the calls')
  await writeRecipients(file, recipients, recipientsOfSmall)
  const small = []
  for (let k = 0; k < smallOutreaches; k += 1)
    small.push(await scheduled(config, campaign, file, '--start-at', inAYear()))
  remove(file)
  const log = await openLog(folder)
  const events = await tell(log, campaign, outreach)
  await log.close()
  remove(join(folder, 'snapshots'))
  writeFileSync(join(folder, 'made.json'), JSON.stringify({ campaign, outreach, small, recipients, events }))
}

/** The folder of the log, and what is in it: made if it is not there. */
export const madeLog = async () => {
  const folder = keptFolder('history')
  if (!existsSync(join(folder, 'made.json'))) {
    remove(folder)
    remove(`${folder}.part`)
    const begun = performance.now()
    await makeIn(`${folder}.part`)
    renameSync(`${folder}.part`, folder)
    say(`the log was made in ${Math.round((performance.now() - begun) / 1_000)} s`)
  }
  return { folder, ...JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8')) }
}
