/** What a worker wants done is put on its way: to the log, to the network, to the keys. */
import { recipientsPerChunk, callsStream } from '@lastcall/domain'
import type { CampaignEvent, OutreachId } from '@lastcall/domain'
import { left, right } from 'fp-ts/lib/Either'
import { onSent } from '../observe/campaign'
import { onOpening } from '../observe/turns'
import { pass } from './faults'
import type { ContactOf, DialerEffectOf, DialerInputOf } from './machine'
import type { AppendOnItsWay } from './message'
import type { Life, Process } from './process'
import type { World } from './world'
import { schedule, tell, travelUs, usOfMs } from './world'

/** The store's client gives up by itself. */
export const clientGivesUpUs = 1_000_000

export const answerAppend = (
  world: World,
  { from, reply, events }: AppendOnItsWay,
  answer: Extract<DialerInputOf, { is: 'appended' }>['answer'],
  inUs: number,
): void => {
  if (reply.is === 'person') {
    schedule(world, inUs, { is: 'delivery', to: from, what: { is: 'appended', answer } })
    return
  }
  const input: DialerInputOf =
    reply.is === 'facts'
      ? { is: 'facts appended', outreach: reply.outreach, answer }
      : {
          is: 'appended',
          id: (events[0] as { readonly id: Extract<DialerInputOf, { is: 'appended' }>['id'] }).id,
          answer,
        }
  schedule(world, inUs, { is: 'delivery', to: from, what: { is: 'input', input } })
}

const nobodyKnows = left({ is: 'uncertain', why: 'no answer in time' } as const)

/** `name`: the event's type, or `facts`. */
export const send = (world: World, process: Process, name: string, append: AppendOnItsWay): void => {
  onSent(world, append)
  const deeds = pass(world, `leaves ${name}`, process)
  if (!process.alive && deeds.length === 0) {
    // Died in the act: the bytes may have left all the same.
    schedule(world, travelUs(world), { is: 'append', answered: true, ...append })
    return
  }
  const [deed] = deeds
  const way = travelUs(world)
  tell(
    world,
    () => `${process.is} ${process.number} appends ${append.events.map(({ type }) => type).join(' ')}`,
  )
  switch (deed?.is) {
    case 'lose':
      return answerAppend(world, append, nobodyKnows, clientGivesUpUs)
    case 'unavailable':
      return answerAppend(world, append, left({ is: 'unavailable', why: 'down' }), way)
    case 'linger':
      answerAppend(world, append, nobodyKnows, way)
      return schedule(world, way + usOfMs(deed.ms), { is: 'append', answered: true, ...append })
    case 'delay': {
      const isTooLate = way + usOfMs(deed.ms) > clientGivesUpUs
      if (isTooLate) answerAppend(world, append, nobodyKnows, clientGivesUpUs)
      return schedule(world, way + usOfMs(deed.ms), { is: 'append', answered: isTooLate, ...append })
    }
    default:
      schedule(world, way, { is: 'append', answered: false, ...append })
  }
}

const contactsOf = (world: World, outreach: OutreachId, chunk: number): readonly ContactOf[] => {
  const of = world.plan.sharedNumbers ? '' : outreach.slice(-2)
  const size = world.state.outreaches.get(outreach)?.recipients ?? 0
  const here = Math.min(recipientsPerChunk, size - chunk * recipientsPerChunk)
  return Array.from({ length: Math.max(0, here) }, (_, k) => ({
    offsetMinutes: 0,
    token: `${of}${chunk * recipientsPerChunk + k}`,
  }))
}

const openContacts = (
  world: World,
  life: Life,
  { outreach, chunk }: Extract<DialerEffectOf, { is: 'open contacts' }>,
): void => {
  if (life.dialer !== null) onOpening(world, life, life.dialer)
  const deeds = pass(world, 'contacts', life)
  const readable =
    world.key === 'alive' && world.now >= life.keysUnreadableUntil && !deeds.some(({ is }) => is === 'lose')
  const answer = readable ? right(contactsOf(world, outreach, chunk)) : left('no key')
  const late = deeds.find((deed) => deed.is === 'delay')
  const inUs = travelUs(world) + (late?.is === 'delay' ? usOfMs(late.ms) : 0)
  schedule(world, inUs, {
    is: 'delivery',
    to: life.number,
    what: { is: 'input', input: { is: 'contacts', outreach, chunk, answer } },
  })
}

const lookUp = (world: World, life: Life): void => {
  const deeds = pass(world, 'look', life)
  const [deed] = deeds
  if (deed?.is === 'lose') {
    const failed: DialerInputOf = { is: 'looked', answer: left({ is: 'unavailable', why: 'lost' }) }
    schedule(world, 500_000, { is: 'delivery', to: life.number, what: { is: 'input', input: failed } })
    return
  }
  const extra = deed?.is === 'delay' ? usOfMs(deed.ms) : 0
  // A deposed leader shows the past as a success for a while, three seconds at most.
  const agoUs = deed?.is === 'stale' ? Math.min(3_000_000, usOfMs(deed.ms)) : 0
  schedule(world, travelUs(world) + extra, { is: 'look', from: life.number, agoUs })
}

export const perform = (world: World, life: Life, effect: DialerEffectOf): void => {
  const from = life.number
  switch (effect.is) {
    case 'append': {
      const { event, expected } = effect
      const type = event.type as CampaignEvent['type']
      return send(world, life, type, {
        from,
        to: world.stream,
        expected,
        events: [event],
        reply: { is: 'slot' },
      })
    }
    case 'append facts': {
      const { outreach, events } = effect
      const append = {
        from,
        to: callsStream(outreach),
        expected: 'anything',
        events,
        reply: { is: 'facts', outreach },
      } as const
      return send(world, life, 'facts', append)
    }
    case 'read tail': {
      const { calls, campaign } = effect
      return schedule(world, travelUs(world), {
        is: 'facts read',
        from,
        want: { calls, campaign },
        first: false,
      })
    }
    case 'look':
      return lookUp(world, life)
    case 'open contacts':
      return openContacts(world, life, effect)
    case 'originate':
      return schedule(world, travelUs(world), {
        is: 'delivery',
        to: from,
        what: { is: 'write', attempt: effect.attempt },
      })
    case 'find':
      return schedule(world, travelUs(world), {
        is: 'question',
        from,
        ask: { is: 'find', line: from, ask: 0, attempt: effect.attempt },
      })
    case 'hang up': {
      const { attempt, how } = effect
      return schedule(world, travelUs(world), {
        is: 'question',
        from,
        ask: { is: 'hang up', line: from, ask: 0, attempt, how },
      })
    }
    case 'say':
      tell(world, () => `worker ${life.worker} says: ${effect.what}`)
  }
}
