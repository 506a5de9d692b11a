/** What is judged after a round: the log, the network's record, how the processes ended, and what lies on the disk. */
import { readFileSync } from 'node:fs'
import { auditEvidence, readEvidence } from '@lastcall/audit'
import { campaignStream, recipientsPrefix } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { streamsLeft } from '@lastcall/vault'
import { must } from './campaign.mjs'
import { holdsBytes, personalIn } from './people.mjs'

/** How long an originate may travel: over loopback, on a machine that does other things as well. */
const travelMs = 1_000

const bad = /a defect|unhandled|TypeError|RangeError|ends for good|is taken on any more/i

/** 5: the store could not be used, which happens on a full disk. 143: asked to leave twice. */
const mayEndSo = ({ role, sent, ended: { code, signal } }) => {
  if (sent.has(signal)) return true
  if (code === 0) return role !== 'worker' || sent.has('SIGTERM')
  if (role === 'command') return [3, 4, 5].includes(code)
  return code === 5 || (code === 143 && sent.has('SIGTERM'))
}

const ofProcesses = (company) =>
  company.all.flatMap((member) => {
    const { name, ended } = member
    const found = mayEndSo(member) ? [] : [`${name} has ended with ${ended.code ?? ended.signal}`]
    const said = company
      .logOf(member)
      .split('\n')
      .filter((line) => bad.test(line))
    return [...found, ...said.map((line) => `${name} said: ${line}`)]
  })

const ofAudit = ({ verdicts }) =>
  verdicts.flatMap(({ promise, violations, open }) => [
    ...violations.map(({ at, says }) => `${promise} violated at ${at}: ${says}`),
    // At rest nothing may be open; what no log can tell (suppression, by number) is no question of this round.
    ...open
      .filter(({ at }) => at !== 'suppression')
      .map(({ at, says }) => `${promise} open at ${at}: ${says}`),
  ])

/** With other eyes than the audit's: after a stop or a deletion no authorization, from the bare events. */
const ofOrder = (events) => {
  const over = new Set()
  let deleted = false
  return events.flatMap(({ type, data, revision }) => {
    if (type === 'OutreachStopped') over.add(data.outreach)
    if (type === 'CampaignDeleted') deleted = true
    const isLate = type === 'CallsAuthorized' && (deleted || over.has(data.outreach))
    return isLate ? [`an authorization stands after the stop, at revision ${revision}`] : []
  })
}

/** What a command said was done is done. */
const ofAnswers = (evidence, wanted) =>
  wanted.flatMap(({ what, processes }) =>
    processes.flatMap(({ ended, out }) => {
      if (ended?.code !== 0) return []
      if (what === 'delete')
        return evidence.deleted === null ? ['a deletion was answered and is not there'] : []
      return JSON.parse(out).outreaches.flatMap(({ outreach, refused, revision, quietAfterMs }) => {
        if (refused !== null) return []
        const stop = evidence.record.stops.get(outreach)
        if (stop === undefined || stop > revision)
          return [`the stop of ${outreach} was answered and is not there`]
        const isQuiet = evidence.record.state.outreaches.get(outreach)?.stop?.quiesced
        return quietAfterMs === null || isQuiet ? [] : [`${outreach} was said to be quiet and is not`]
      })
    }),
  )

/** The network heard nothing of an outreach that had been quiet for as long as an originate may travel. */
const ofQuiet = (evidence, record, travelUs) => {
  const heard = record.split('\n').filter((line) => line.includes('"originate"'))
  return heard.flatMap((line) => {
    const { attempt, atUs } = JSON.parse(line)
    const outreach = evidence.attempts.get(attempt)?.outreach
    const quiet = evidence.outreaches.get(outreach)?.quiet
    const isLate = quiet !== null && quiet !== undefined && atUs > quiet.us + travelUs
    return isLate ? [`${attempt} was originated after ${outreach} had quiesced`] : []
  })
}

const ofErasure = async ({ log, ids: { campaign }, place, wrappedKey }, deleted) => {
  // A search that cannot find the key while it is there would find it nowhere.
  const isThere = holdsBytes(place.folder, wrappedKey)
  if (!deleted) return isThere ? [] : ['the search does not find the key']
  const key = await log.keys.get(campaign)()
  const left = must(await streamsLeft(log, [recipientsPrefix(campaign)]))
  return [
    ...(key._tag === 'Left' && key.left.is === 'destroyed' ? [] : ['the key of a deleted campaign is there']),
    ...(isThere ? ['the bytes of a destroyed key are on the disk'] : []),
    ...left.map((stream) => `${stream} of a deleted campaign is there`),
  ]
}

export const judge = async (round) => {
  const { company, place, log, ids, commands, frozenNetworkMs } = round
  const evidence = must(await readEvidence(log.store)(ids.campaign)())
  const record = readFileSync(round.record, 'utf8')
  const network = { travelMs: travelMs + frozenNetworkMs, record }
  const audit = must(auditEvidence(evidence, { network }))
  const { events } = must(await log.store.read(campaignStream(ids.campaign), revision(0), 1_000_000)())
  const chain = must(await log.verify()())
  return {
    audit,
    events,
    problems: [
      ...ofAudit(audit),
      ...ofOrder(events),
      ...ofAnswers(evidence, commands.wanted),
      ...ofProcesses(company),
      ...(chain.is === 'intact' ? [] : [`the chain is broken: ${chain.why}`]),
      ...ofQuiet(evidence, record, network.travelMs * 1_000),
      ...(await ofErasure(round, evidence.deleted !== null)),
      ...personalIn(place.folder),
    ],
  }
}
