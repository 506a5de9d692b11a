/** A transaction against a store, in every weather: how it asks, what it answers, and when it gives up. */
import { describe, expect, test } from '@jest/globals'
import { left, right } from 'fp-ts/lib/Either'
import { none } from 'fp-ts/lib/Option'
import type { Revision } from '../brand'
import { revision, streamName } from '../brand'
import type { EventStore } from '../store'
import { nothingHeld, seats, taking } from './counter.fixture'
import type { Weather } from './model-store.fixture'
import { modelStream } from './model-store.fixture'
import { transact } from './run'

const stream = streamName('model')

/** A store with one stream, which notes what it is asked; one weather for each append, then fine ones. */
const storeIn = (weathers: readonly Weather[] = []) => {
  const model = modelStream()
  const asked: string[] = []
  const left = [...weathers]
  const store = {
    append: (to, expected, events) => () => {
      asked.push(`append to ${to} behind ${expected}`)
      return Promise.resolve(model.append({ is: 'append', expected, events }, left.shift() ?? 'fine'))
    },
    read: (of, from, limit) => () => {
      asked.push(`read ${of} from ${from}`)
      return Promise.resolve(right(model.read(from, limit)))
    },
  } as Partial<EventStore> as EventStore
  return { store, asked, log: model.log }
}

const take = (of: EventStore, wanted: number, who = 'me', options?: Parameters<typeof transact>[1]) =>
  transact(of, options)(stream, nothingHeld, taking(wanted, who))()

describe('a transaction', () => {
  test('reads, decides, appends, and answers with what it wrote and what it holds now', async () => {
    const { store, asked, log } = storeIn()
    expect(await take(store, 4)).toEqual(
      right({ held: { state: 4, at: 0 }, events: [{ type: 'Taken', seats: 4 }] }),
    )
    expect(await take(store, 3, 'you')).toMatchObject({ right: { held: { state: 7, at: 1 } } })
    expect(asked).toEqual([
      'read model from 0',
      'append to model behind nothing-yet',
      'read model from 0',
      'append to model behind 0',
    ])
    expect(log).toHaveLength(2)
  })

  test('asks for nothing before it is run', async () => {
    const { store, asked } = storeIn()
    const later = transact(store)(stream, nothingHeld, taking(1, 'me'))
    expect(asked).toEqual([])
    await later()
    expect(asked).toHaveLength(2)
  })

  test('may decide on what it holds, and reads the tail only after a conflict', async () => {
    const { store, asked } = storeIn()
    const options = { attempts: 3, first: 'decide' } as const
    await take(store, 1, 'me', options)
    expect(await take(store, 2, 'you', options)).toMatchObject({ right: { held: { state: 3, at: 1 } } })
    expect(asked).toEqual([
      'append to model behind nothing-yet',
      'append to model behind nothing-yet',
      'read model from 0',
      'append to model behind 0',
    ])
  })

  test('a refusal by rule is an answer, and writes nothing', async () => {
    const { store, log } = storeIn()
    expect(await take(store, seats + 1)).toEqual(left({ is: 'refused by rule', refusal: 'too few seats' }))
    expect(log).toEqual([])
  })

  test('an append whose answer was lost is repeated and stands once', async () => {
    const { store, log } = storeIn(['lost after it stood', 'lost before it'])
    expect(await take(store, 4)).toMatchObject({ right: { held: { state: 4, at: 0 } } })
    expect(log).toHaveLength(1)
  })

  test('a store that is down is said to be down, on reading as on appending', async () => {
    const { store } = storeIn(['unavailable'])
    expect(await take(store, 1)).toEqual(left({ is: 'unavailable', why: 'test' }))
    const deaf: EventStore = {
      ...store,
      read: () => () => Promise.resolve(left({ is: 'unavailable', why: 'no' })),
    }
    expect(await take(deaf, 1)).toEqual(left({ is: 'unavailable', why: 'no' }))
  })

  test('tries as often as it is told, eight times where nobody says', async () => {
    const { store } = storeIn()
    let appends = 0
    const moving: EventStore = {
      ...store,
      append: () => () => {
        appends += 1
        return Promise.resolve(left({ is: 'conflict', actual: none }))
      },
    }
    expect(await take(moving, 1)).toEqual(left({ is: 'contended', attempts: 8 }))
    expect(await take(moving, 1, 'me', { attempts: 2, first: 'read' })).toEqual(
      left({ is: 'contended', attempts: 2 }),
    )
    expect(appends).toBe(10)
  })

  test('a long stream is read page by page', async () => {
    const { store, asked } = storeIn()
    const events = Array.from({ length: 501 }, (_, k) => ({
      id: `${k}` as never,
      type: 'Taken',
      data: { seats: 0 },
    }))
    await store.append(stream, 'nothing-yet', events as never)()
    expect(await take(store, 1)).toMatchObject({ right: { held: { state: 1, at: 501 as Revision } } })
    expect(asked.slice(1)).toEqual([
      'read model from 0',
      'read model from 500',
      `append to model behind ${revision(500)}`,
    ])
  })
})
