/** An append arrives at the log: it stands, or it does not; whoever asked hears of it, and so does the feed. */
import { lifecycleTypes } from '@lastcall/domain'
import type { Recorded, StreamName } from '@lastcall/eventlog'
import { left } from 'fp-ts/lib/Either'
import { onCommitted, onConflict } from '../observe/campaign'
import { onFact } from '../observe/facts'
import { pass } from './faults'
import type { Message } from './message'
import { answerAppend, clientGivesUpUs } from './perform'
import type { World } from './world'
import { lifeOf, schedule, tell, travelUs, usOfMs, wallUs } from './world'

/** Each living worker's feed has news, sooner or later. It is pulled, so it comes in order. */
const tellFeeds = (world: World): void => {
  for (let worker = 0; worker < world.plan.workers; worker += 1) {
    const life = lifeOf(world, worker)
    if (life === null) continue
    const silentUs = Math.max(0, life.feedSilentUntil - world.now)
    schedule(world, travelUs(world) + life.feedLateUs + silentUs, { is: 'feed', to: life.number, events: [] })
  }
}

const committed = (world: World, recorded: Recorded, to: StreamName): void => {
  tell(world, () => `${recorded.type} stands at ${to.slice(0, 8)}@${recorded.revision}`)
  if (to === world.stream) onCommitted(world, recorded)
  else if (to.startsWith('calls-')) onFact(world, to, recorded)
}

export const onAppend = (world: World, message: Extract<Message, { is: 'append' }>): void => {
  const { to, expected, events, from, answered } = message
  const before = world.lengths.get(to) ?? 0
  const answer = world.store.append(to, expected, events, wallUs(world))
  const news = world.store.read(to, before)
  world.lengths.set(to, before + news.length)
  for (const recorded of news) committed(world, recorded, to)
  if (news.some(({ type }) => to === world.stream && lifecycleTypes.includes(type))) tellFeeds(world)
  const process = world.processes[from] ?? null
  if (answer._tag === 'Left') {
    if (to === world.stream) onConflict(world, message)
    if (!answered) answerAppend(world, message, answer, travelUs(world))
    return
  }
  const name = to.startsWith('calls-') ? 'facts' : (events[0]?.type ?? '')
  const deeds = pass(world, `stands ${name}`, process)
  if (answered) return
  const lost = deeds.some(({ is }) => is === 'lose answer')
  const late = deeds.find((deed) => deed.is === 'delay answer')
  const inUs = travelUs(world) + (late?.is === 'delay answer' ? usOfMs(late.ms) : 0)
  if (lost || inUs > clientGivesUpUs)
    answerAppend(world, message, left({ is: 'uncertain', why: 'no answer in time' }), clientGivesUpUs)
  else answerAppend(world, message, answer, inUs)
}
