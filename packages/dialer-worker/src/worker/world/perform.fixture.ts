/** What a worker wants done, in steps that arrive, are answered, or are lost as the world decides. */
import type { CallStanding } from '@lastcall/carrier'
import type { AttemptId, OutreachId } from '@lastcall/domain'
import { recipientsPerChunk } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import { left, right } from 'fp-ts/lib/Either'
import { fromNullable } from 'fp-ts/lib/Option'
import type { DialerEffect, DialerInput } from '../index'
import type { World } from './world.fixture'
import { clock } from './world.fixture'

export interface Process {
  readonly name: string
  readonly isAlive: () => boolean
  readonly tell: (input: DialerInput) => void
  /** Now, or when the process runs again; never, when it is dead. */
  readonly inTurn: (act: () => void) => void
  readonly gate: (attempt: AttemptId) => boolean
}

const failed = { is: 'unavailable', why: 'lost' } as const
const doubtful = { is: 'uncertain', why: 'lost' } as const

export const performing = (world: World, process: Process): ((effect: DialerEffect) => void) => {
  const { name, isAlive, tell, inTurn, gate } = process
  /** Every question of a shell is answered some time; a lost answer becomes a doubtful one where there is such. */
  const answer = (what: string, input: DialerInput, ifLost: DialerInput = input): void => {
    world.add(
      `${name} ${what}: answer`,
      () => {
        tell(input)
      },
      () => {
        tell(ifLost)
      },
    )
  }
  const onNews = (attempt: AttemptId, standing: CallStanding): void => {
    if (isAlive())
      world.add(`${name} carrier event ${standing.is}`, () => {
        tell({ is: 'carrier event', event: { attempt, standing } })
      })
  }

  const append = (effect: Extract<DialerEffect, { is: 'append' }>): void => {
    const { id, event, expected } = effect
    const what = `append ${event.type}`
    const uncertain = { is: 'appended', id, answer: left(doubtful) } as const
    const lost = (): void => {
      answer(what, uncertain)
    }
    world.add(
      `${name} ${what}: arrives`,
      () => {
        const stands = world.own.append(expected, [event], clock(world.now(), 0).wall)
        answer(what, { is: 'appended', id, answer: stands }, uncertain)
      },
      lost,
    )
  }
  const appendFacts = ({ outreach, events }: Extract<DialerEffect, { is: 'append facts' }>): void => {
    const what = `append facts ${events.map(({ type }) => type).join(' ')}`
    const uncertain = {
      is: 'facts appended',
      outreach,
      answer: left(doubtful),
    } as const
    world.add(
      `${name} ${what}: arrives`,
      () => {
        const stands = world.facts(outreach).append('anything', events, clock(world.now(), 0).wall)
        answer(what, { is: 'facts appended', outreach, answer: stands }, uncertain)
      },
      () => {
        answer(what, uncertain)
      },
    )
  }
  const readTail = (effect: Extract<DialerEffect, { is: 'read tail' }>): void => {
    const fail = (): void => {
      answer('read tail', { is: 'tail', answer: left(failed) })
    }
    const second = (calls: readonly (readonly [OutreachId, readonly Recorded[]])[]) => (): void => {
      const campaign = world.own.events.slice(effect.campaign)
      answer('read tail', { is: 'tail', answer: right({ calls, campaign }) })
    }
    const first = (): void => {
      const calls = effect.calls.map(([id, from]) => [id, world.facts(id).events.slice(from)] as const)
      world.add(`${name} read tail: campaign`, second(calls), fail)
    }
    world.add(`${name} read tail: facts`, first, fail)
  }
  const originate = ({ attempt }: Extract<DialerEffect, { is: 'originate' }>): void => {
    const said = (kind: 'accepted' | 'refused' | 'unknown' | 'no' | 'not sent'): DialerInput => {
      const by = { accepted: { is: 'accepted' }, no: { is: 'released by the gate' } } as const
      if (kind === 'accepted' || kind === 'no') return { is: 'originated', attempt, answer: by[kind] }
      if (kind !== 'refused') return { is: 'originated', attempt, answer: { is: kind, why: 'lost' } }
      const refused = { is: 'refused', disposition: 'congestion', status: '503', cause: '34' } as const
      return { is: 'originated', attempt, answer: refused }
    }
    const unknown = (): void => {
      answer('originate', said('unknown'))
    }
    const arrives = (): void => {
      answer('originate', said(world.network.arrive(attempt, onNews)), said('unknown'))
    }
    const write = (): void => {
      if (!gate(attempt)) return answer('originate', said('no'))
      for (const seen of world.onWrite) seen(attempt)
      const latest = world.now() + world.network.limits.travelMs
      world.add(`${name} originate: arrives`, arrives, unknown, latest)
    }
    world.add(
      `${name} originate: write`,
      () => {
        inTurn(write)
      },
      () => {
        answer('originate', said('not sent'))
      },
    )
  }
  const openContacts = ({ outreach, chunk }: Extract<DialerEffect, { is: 'open contacts' }>): void => {
    const told = (readable: boolean) => (): void => {
      const contacts = Array.from({ length: recipientsPerChunk }, (_, k) =>
        world.contact(outreach, chunk * recipientsPerChunk + k),
      )
      const opened = readable && world.keysReadable ? right(contacts) : left('no key')
      answer('open contacts', { is: 'contacts', outreach, chunk, answer: opened })
    }
    world.add(`${name} open contacts`, told(true), told(false))
  }
  const perform = (effect: DialerEffect): void => {
    switch (effect.is) {
      case 'append':
        return append(effect)
      case 'append facts':
        return appendFacts(effect)
      case 'read tail':
        return readTail(effect)
      case 'look':
        return world.add(
          `${name} look`,
          () => {
            answer('look', { is: 'looked', answer: right(fromNullable(world.own.events.at(-1))) })
          },
          () => {
            answer('look', { is: 'looked', answer: left(failed) })
          },
        )
      case 'open contacts':
        return openContacts(effect)
      case 'originate':
        return originate(effect)
      case 'find':
        return world.add(
          `${name} find`,
          () => {
            const found = world.network.find(effect.attempt, onNews)
            answer('find', { is: 'found', attempt: effect.attempt, found })
          },
          () => {
            answer('find', {
              is: 'found',
              attempt: effect.attempt,
              found: { is: 'unknown', why: 'lost' },
            })
          },
        )
      case 'hang up':
        return world.add(
          `${name} hang up`,
          () => {
            const done = world.network.hangUp(effect.attempt, effect.how)
            answer('hang up', { is: 'hung up', attempt: effect.attempt, answer: done })
          },
          () => {
            answer('hang up', { is: 'hung up', attempt: effect.attempt, answer: 'unreachable' })
          },
        )
      case 'say':
        return
      default:
        throw new Error(`nobody knows how to do ${JSON.stringify(effect)}`)
    }
  }

  return perform
}
