/** The world made calm: everything thawed, somebody alive, commands answered; then everything must come to rest. */
import { readEvidence } from '@lastcall/audit'
import { must } from './campaign.mjs'
import { pause, within } from './company.mjs'

/** A machine that does much else is slow, and permits run out on it; a world that never rests gets nowhere. */
const stuckAfterMs = 60_000
const restWithinMs = 480_000
const lookEveryMs = [200, 200, 200, 200, 200, 1_000]
const leaveWithinMs = 120_000

/** What is not at rest yet, in words. */
const unrest = ({ record, attempts }) => {
  const found = []
  for (const [id, { phase, stop }] of record.state.outreaches) {
    if (phase !== 'completed' && phase !== 'stopped') found.push(`outreach ${id} is ${phase}`)
    if (stop !== null && !stop.quiesced) found.push(`outreach ${id} has not quiesced`)
  }
  const open = [...attempts].filter(
    (of) => of.ended === null && of.released === null && of.unresolved === null,
  )
  if (open.length > 0) found.push(`${open.length} calls are open`)
  return found
}

/** Calls that came to an end of their own, outreaches that ended or fell quiet; a release is no progress. */
const progressOf = ({ record, attempts }) => {
  let done = 0
  for (const { phase, stop } of record.state.outreaches.values())
    done += Number(phase === 'completed' || phase === 'stopped') + Number(stop?.quiesced === true)
  for (const { ended, unresolved } of attempts) done += Number(ended !== null || unresolved !== null)
  return done
}

/** Answers what is not at rest when it gets nowhere or the time is over, and how long it took. */
const untilRest = async (log, campaign) => {
  const began = performance.now()
  let last = { done: -1, at: began }
  for (let looks = 0; ; looks += 1) {
    const evidence = must(await readEvidence(log.store)(campaign)())
    const [found, done, now] = [unrest(evidence), progressOf(evidence), performance.now()]
    if (done !== last.done) last = { done, at: now }
    const isOver = now - last.at > stuckAfterMs || now - began > restWithinMs
    if (found.length === 0 || isOver) return { found, ms: Math.round(now - began) }
    await pause(lookEveryMs[looks] ?? lookEveryMs.at(-1))
  }
}

/** Everybody leaves in an orderly way; the network last, so that its record is whole. */
const dismiss = async (company) => {
  const late = []
  for (const role of ['worker', 'network']) {
    const leaving = company.running(role)
    for (const member of leaving) company.signal(member, 'SIGTERM')
    await within(leaveWithinMs, Promise.all(leaving.map(({ end }) => end)))
    late.push(...company.running(role).map(({ name }) => `${name} did not leave within ${leaveWithinMs} ms`))
    for (const member of company.running(role)) {
      company.signal(member, 'SIGKILL')
      await member.end
    }
  }
  return late
}

export const makeCalm = async ({ company, lines, place, tell, log, ids, faults, commands }) => {
  place.free()
  lines.thaw()
  company.thawAll()
  tell('the world is calm')
  if (company.dialers().length === 0) tell(`${faults.newWorker().name} begins, for all have gone`)
  const unanswered = await commands.finish()
  // One that could not begin in the trouble, because of a full disk say.
  if (company.dialers().length === 0) tell(`${faults.newWorker().name} begins, for all have gone`)
  const rest = await untilRest(log, ids.campaign)
  tell(rest.found.length === 0 ? `everything is at rest after ${rest.ms} ms` : 'there is no rest')
  const late = await dismiss(company)
  return {
    restMs: rest.ms,
    problems: [
      ...unanswered.map(({ what }) => `the ${what} was never answered`),
      ...rest.found.map((what) => `no rest: ${what}`),
      ...late,
    ],
  }
}
