/** The world made calm: everything thawed, somebody alive, commands answered; then everything must come to rest. */
import { readEvidence } from '@lastcall/audit'
import { must } from './campaign.mjs'
import { pause, within } from './company.mjs'

/** Seconds on an idle machine; the bound tells a slow one from a world that never rests. */
const restWithinMs = 120_000
const lookEveryMs = 200
const leaveWithinMs = 30_000

/** What is not at rest yet, in words. */
export const unrest = (evidence) => {
  const found = []
  let open = 0
  for (const [id, { phase, stop }] of evidence.record.state.outreaches) {
    if (phase !== 'completed' && phase !== 'stopped') found.push(`outreach ${id} is ${phase}`)
    if (stop !== null && !stop.quiesced) found.push(`outreach ${id} has not quiesced`)
    open += evidence.outreaches.get(id)?.recipients.open.size ?? 0
  }
  if (open > 0) found.push(`${open} calls are open`)
  return found
}

/** Answers what is not at rest when the time is over, and how long it took. */
const untilRest = async (log, campaign) => {
  const began = performance.now()
  for (;;) {
    const evidence = must(await readEvidence(log.store)(campaign)())
    const found = unrest(evidence)
    const ms = performance.now() - began
    if (found.length === 0 || ms > restWithinMs) return { found, ms: Math.round(ms) }
    await pause(lookEveryMs)
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
