/** A node as its fingerprint: equal for two nodes from which the same can follow. */
import type { Recorded } from '@lastcall/eventlog'
import { agesOf, mostOf } from './ages'
import { historyIn } from './begin'
import type { Ink, Page, Print } from './ink'
import { emptyPage } from './ink'
import { seatsOf, writingsOf } from './seats'
import type { Small, SmallLife } from './small'
import { clocksOf, facts } from './small'
import { eventOf, factOf, firstUnread, unreadOf } from './unread'
import { writeDialer, writeHistory } from './write-dialer'
import type { Heads } from './write-event'
import { writeEvent, writeFact } from './write-event'
import { writeGhosts } from './write-ghosts'
import { order, writeMessage } from './write-message'
import { writeWaits } from './write-waits'

const page: Page = emptyPage()

/** How long the campaign's stream has stood still: a takeover is held against it. */
const silenceOf = ({ observer, instance, now }: Small): number =>
  agesOf({ driftPpm: 0 }, now / 1_000).age(observer.spokenAt / 1_000, mostOf(instance).spokenAt)

/** An event is known by its id to whoever waits for its answer, and to a store that is told it twice. */
const awaitedIn = ({ processes, messages }: Small): ReadonlySet<string> => {
  const ids = new Set<string>()
  for (const { dialer } of processes) if (dialer?.slot != null) ids.add(dialer.slot.id)
  for (const message of messages) if (message.is === 'append') ids.add(message.id)
  return ids
}

const writeLog = (
  ink: Ink,
  small: Small,
  heads: Heads,
  unread: readonly Recorded[],
  firstFact: number,
): void => {
  const { state } = small
  ink.id(state.claim?.incarnation ?? '')
  // A new life may claim at once in the place of one of the same name.
  ink.put(heads.seat(state.claim?.worker))
  ink.put(silenceOf(small))
  ink.flag(state.claim?.yielded != null)
  ink.flag(state.deleted !== null)
  for (const { phase, stop } of state.outreaches.values()) {
    ink.put(['scheduled', 'in progress', 'completed', 'stopped'].indexOf(phase))
    ink.put(stop === null ? 0 : stop.quiesced ? 2 : 1)
  }
  const awaited = awaitedIn(small)
  for (const recorded of unread) {
    if (awaited.has(recorded.id)) ink.id(recorded.id)
    else ink.put(-2)
    writeEvent(ink, heads, eventOf(recorded))
  }
  ink.put(-1)
  // Where nobody lives who remembers what the facts come to, it is written as a new life will read it.
  if (firstFact === Infinity) return writeHistory(ink, heads, historyIn(small))
  for (const recorded of small.store.read(facts, firstFact)) writeFact(ink, factOf(recorded))
}

const writeLife = (ink: Ink, small: Small, heads: Heads, life: SmallLife): void => {
  const marks = [life.alive, life.frozen, life.asleep, life.tickDue, life.newsDue, life.carrierHealthy]
  ink.put(marks.reduce((bits, mark) => bits * 2 + (mark ? 1 : 0), 0))
  if (!life.alive || life.dialer === null) return
  ink.id(life.incarnation)
  ink.id(`line ${life.number}`)
  const now = clocksOf(small.tick, life)
  const most = mostOf(small.instance)
  const ages = agesOf(life, now.mono)
  writeDialer(ink, ages, agesOf(life, now.wall), most, heads, life.dialer)
  writeWaits(ink, ages, most, heads, life, life.dialer)
}

const write = (ink: Ink, small: Small, lives: readonly SmallLife[]): void => {
  const first = firstUnread(small)
  const [unread, distance] = unreadOf(small, first.own)
  const seat = seatsOf(lives)
  const heads: Heads = { own: distance, facts: small.store.read(facts, 0).length - 1, seat }
  for (const of of Object.values(small.left) as number[]) ink.put(of)
  for (const life of lives) ink.id(life.incarnation)
  writeGhosts(ink, small, heads)
  writeLog(ink, small, heads, unread, first.facts)
  for (const life of lives) writeLife(ink, small, heads, life)
  const { workers } = small.instance
  const messages = [...small.messages].sort((a, b) => order(a, workers, heads) - order(b, workers, heads))
  ink.put(messages.length)
  for (const message of messages) writeMessage(ink, small, heads, message)
}

/** Of the writings in which workers have changed places with each other, the smallest. */
export const printOf = (small: Small): Print => {
  let least: Print | null = null
  for (const lives of writingsOf(small)) {
    page.clear()
    write(page, small, lives)
    const print = page.print()
    if (least === null || print[0] < least[0] || (print[0] === least[0] && print[1] < least[1])) least = print
  }
  return least ?? [0, 0]
}
