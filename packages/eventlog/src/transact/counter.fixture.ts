/** A small rule book: seats are taken until all are taken. Taking none is a success that says nothing. */
import { left, right } from 'fp-ts/lib/Either'
import * as t from 'io-ts'
import type { EventId } from '../brand'
import { eventId } from '../brand'
import { event, family } from '../codec'
import type { Decider } from '../decider'
import type { Transaction } from './step'

const Taken = event('Taken', { seats: t.number })
type Taken = ReturnType<typeof Taken>

export const seats = 10

export const decider: Decider<number, number, Taken, 'too few seats'> = {
  initial: 0,
  decide: (wanted, taken) => {
    if (wanted === 0) return right([])
    return taken + wanted > seats ? left('too few seats') : right([Taken({ seats: wanted })])
  },
  evolve: (taken, { seats: more }) => taken + more,
}

/** `who` makes the ids of one client's events its own. */
export const taking = (
  wanted: number,
  who: string,
): Transaction<number, number, Taken, 'too few seats'> & { readonly made: readonly EventId[] } => {
  const made: EventId[] = []
  const newId = (): EventId => {
    made.push(eventId(`${who}-${made.length}`))
    return made.at(-1) as EventId
  }
  return { decider, codec: family([Taken]), newId, command: wanted, made }
}

export const nothingHeld = { state: 0, at: null }
