/** A stream that keeps the store's word and does every wrong thing that the word allows. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { none, some } from 'fp-ts/lib/Option'
import type { Revision } from '../brand'
import { position, revision, streamName } from '../brand'
import type { NewEvent, Recorded } from '../event'
import type { AppendFailure, Page } from '../store'
import type { TransactEffect } from './input'

/** What happens to one append on its way. `lost …`: the answer is; the append stands, never comes, or comes later. */
export type Weather = 'fine' | 'lost after it stood' | 'lost before it' | 'lost and late' | 'unavailable'

type Append = Extract<TransactEffect, { is: 'append' }>

export interface ModelStream {
  readonly append: (effect: Append, weather: Weather) => Either<AppendFailure, Revision>
  readonly read: (from: Revision, limit: number) => Page
  /** An append that was under way comes in, if it still fits. */
  readonly lateOneComes: () => void
  readonly log: readonly Recorded[]
}

export const modelStream = (): ModelStream => {
  const log: Recorded[] = []
  const late: Append[] = []

  const write = ({ expected, events }: Append): Either<AppendFailure, Revision> => {
    const next = expected === 'nothing-yet' ? 0 : expected === 'anything' ? log.length : expected + 1
    const stands = events.every((event, k) => log[next + k]?.id === event.id)
    if (stands) return right(revision(next + events.length - 1))
    if (next !== log.length) {
      const newest = log.at(-1)
      return left({ is: 'conflict', actual: newest === undefined ? none : some(newest.revision) })
    }
    events.forEach(({ id, type, data }: NewEvent) => {
      const at = log.length
      log.push({
        ...{
          stream: streamName('model'),
          revision: revision(at),
          position: position(`${at}`),
          id,
          type,
          data,
        },
        ...{ metadata: {}, recordedUs: at },
      })
    })
    return right(revision(log.length - 1))
  }

  return {
    log,
    read: (from, limit) => ({
      events: log.slice(from, from + limit),
      atHead: from + limit >= log.length,
    }),
    lateOneComes: () => {
      const next = late.shift()
      if (next !== undefined) write(next)
    },
    append: (effect, weather) => {
      if (weather === 'unavailable') return left({ is: 'unavailable', why: 'test' })
      if (weather === 'fine') return write(effect)
      if (weather === 'lost after it stood') write(effect)
      if (weather === 'lost and late') late.push(effect)
      return left({ is: 'uncertain', why: 'test' })
    },
  }
}
