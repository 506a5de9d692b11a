/** What a worker waits for, written down: times, looks, silences, and what it knows of those who may be called. */
import { awaitsQuiet, hasEnded } from '@lastcall/domain'
import type { Dialer } from '../world/machine'
import type { Ages, Most } from './ages'
import { never } from './ages'
import type { Ink } from './ink'
import type { SmallLife } from './small'
import type { Heads } from './write-event'

/**
 * A silence counts against another's claim, and only while its event is the newest one: whoever claims next speaks, and
 * the looks begin anew. So one that is about an older event tells nothing, nor does one while nobody can be overtaken.
 */
const isSilenceHeard = ({ incarnation, env }: SmallLife, { history, claiming }: Dialer): boolean => {
  const { claim } = history.record.state
  const at = history.at ?? -1
  const newest = claiming.silence?.newest ?? -1
  if (claiming.silence === null || newest < at) return false
  if (newest > at) return true
  return claim?.yielded === null && claim.incarnation !== incarnation && claim.worker !== env.worker
}

const writeSilence = (
  ink: Ink,
  { age }: Ages,
  most: Most,
  heads: Heads,
  life: SmallLife,
  of: Dialer,
): void => {
  const { silence } = of.claiming
  if (silence === null || !isSilenceHeard(life, of)) return ink.put(never)
  ink.put(age(silence.lastLook, most.gap))
  ink.put(Math.min(most.silence, age(silence.since, never) - age(silence.lastLook, never)))
  ink.put(heads.own(silence.newest ?? -1))
  ink.flag(of.tail.knownAt < silence.lastLook)
  ink.flag(of.tail.begunAt < silence.lastLook)
}

/** Nothing of this is asked of an outreach that has ended: nobody of it is called any more. */
const writeCalling = (ink: Ink, { until, age }: Ages, most: Most, dialer: Dialer): void => {
  const { keys, pacing } = dialer
  const outreaches = [...dialer.history.record.state.outreaches]
  for (const [id, outreach] of outreaches) {
    const survey = hasEnded(outreach) ? undefined : dialer.surveys.get(id)
    const round = hasEnded(outreach) ? undefined : dialer.rounds.get(id)
    ink.flag(survey === undefined)
    if (survey !== undefined) {
      ink.put((survey.earliestMs === Infinity ? 1 : 0) + (survey.nextDueMs === Infinity ? 2 : 0))
      ink.put(survey.witness ?? -1)
      ink.put(survey.at)
      ink.put(survey.seen)
    }
    ink.flag(round === undefined)
    if (round === undefined) continue
    ink.put(round.cursor)
    ink.put(round.vain)
    ink.put(round.restUntil === -Infinity ? 0 : until(round.restUntil))
  }
  if (outreaches.every(([, outreach]) => hasEnded(outreach))) return
  // Since when counts for keys that cannot be read.
  ink.put(keys.readable === false ? age(keys.since, most.unhealthy) : keys.readable === null ? -1 : -2)
  ink.put(pacing.tokens >= 2 ? 2 : until(pacing.filledAt + 1) === 0 ? 2 : Math.floor(pacing.tokens))
  for (const known of dialer.contacts.values()) ink.flag(known !== null)
  ink.put(-1)
}

export const writeWaits = (
  ink: Ink,
  ages: Ages,
  most: Most,
  heads: Heads,
  life: SmallLife,
  of: Dialer,
): void => {
  const { age, until } = ages
  const { tail, look, claiming, carrier } = of
  ink.put((tail.wanted ? 1 : 0) + (tail.reading ? 2 : 0) + (look.looking ? 4 : 0))
  ink.put(until(tail.notBefore))
  ink.put(until(look.next))
  ink.put(until(of.appendNotBefore))
  ink.put(until(of.sweepAt))
  ink.put(claiming.spokeAt === null ? never : age(claiming.spokeAt, most.spoke))
  writeSilence(ink, ages, most, heads, life, of)
  ink.put(carrier.healthy ? never : age(carrier.since, most.unhealthy))
  ink.put(of.halted === null ? 0 : 1)
  ink.put(of.shutdownAt === null ? never : age(of.shutdownAt, most.drain))
  // How long ago a stop was seen counts until the quiet.
  for (const [id, then] of of.stopsSeen) {
    const outreach = of.history.record.state.outreaches.get(id)
    ink.put(outreach === undefined || awaitsQuiet(outreach) ? age(then, most.silence) : never)
  }
  ink.put(-1)
  writeCalling(ink, ages, most, of)
}
