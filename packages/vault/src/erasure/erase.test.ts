/** R16: what was erased cannot be read again, wherever the erasure was interrupted. */
import { describe, expect, test } from '@jest/globals'
import type { EventStore } from '@lastcall/eventlog'
import { eventId, revision, streamName } from '@lastcall/eventlog'
import { memoryLog, openMemoryStore } from '@lastcall/store-memory'
import { left } from 'fp-ts/lib/Either'
import { keysInMemory } from '../key-store/memory'
import type { MasterKey } from '../sealing/key'
import { masterKey } from '../sealing/key'
import type { ErasureDeps } from './erase'
import { erase } from './erase'

const prefix = 'recipients-c1-'
const mine = ['recipients-c1-o1', 'recipients-c1-o2', 'recipients-c1-interrupted'].map(streamName)
const others = ['recipients-c11-o1', 'recipients-c2-o1', 'campaign-c1', 'calls-o1'].map(streamName)

const world = async (): Promise<ErasureDeps> => {
  const opened = openMemoryStore(memoryLog())
  const keys = keysInMemory(masterKey(new Uint8Array(32)) as MasterKey)
  await keys.create('c1')()
  await keys.create('c2')()
  for (const [k, name] of [...mine, ...others].entries()) {
    await opened.store.append(name, 'nothing-yet', [{ id: eventId(`${k}`), type: 'Any', data: {} }])()
  }
  return { ...opened, keys }
}

const contents = async (store: EventStore, names: readonly string[]): Promise<number[]> => {
  const found: number[] = []
  for (const name of names) {
    const page = await store.read(streamName(name), revision(0), 10)()
    found.push(page._tag === 'Right' ? page.right.events.length : -1)
  }
  return found
}

const expectErased = async ({ store, keys }: ErasureDeps): Promise<void> => {
  expect(await keys.get('c1')()).toEqual(left({ is: 'destroyed' }))
  expect(await contents(store, mine)).toEqual(mine.map(() => 0))
  expect(await contents(store, others)).toEqual(others.map(() => 1))
  expect((await keys.get('c2')())._tag).toBe('Right')
}

/** The world of a process that dies at its k-th step: what it asks then, and later, is never done. */
const dyingAt = (deps: ErasureDeps, k: number): ErasureDeps => {
  let steps = 0
  const die = <A>(ask: () => A): A => {
    steps += 1
    if (steps > k) throw new Error('the process is dead')
    return ask()
  }
  return {
    keys: { ...deps.keys, destroy: (c) => () => die(deps.keys.destroy(c)) },
    store: {
      ...deps.store,
      last: (name) => () => die(deps.store.last(name)),
      deleteStream: (name) => () => die(deps.store.deleteStream(name)),
    },
    feed: { follow: (what, after, until) => die(() => deps.feed.follow(what, after, until)) },
  }
}

describe('erasing a campaign', () => {
  test('destroys its key and every stream of its ciphertext, and nothing of others', async () => {
    const deps = await world()
    expect(await erase(deps)('c1', prefix)()).toEqual({ _tag: 'Right', right: { streams: 3 } })
    await expectErased(deps)
  })

  test('again is a success with nothing to do', async () => {
    const deps = await world()
    await erase(deps)('c1', prefix)()
    expect(await erase(deps)('c1', prefix)()).toEqual({ _tag: 'Right', right: { streams: 0 } })
    await expectErased(deps)
  })

  // destroy, follow, then a look and a removal for each of three streams.
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    'interrupted at step %i is finished by the next process',
    async (k) => {
      const deps = await world()
      const died = await erase(dyingAt(deps, k))('c1', prefix)().catch(() => null)
      expect(died?._tag === 'Right').toBe(k >= 8)
      const key = await deps.keys.get('c1')()
      // The key goes first: from then on nothing of it can be read, whatever is left.
      expect(key._tag).toBe(k === 0 ? 'Right' : 'Left')
      expect((await erase(deps)('c1', prefix)())._tag).toBe('Right')
      await expectErased(deps)
    },
  )

  test('without the key store nothing is touched', async () => {
    const deps = await world()
    await deps.keys.close()
    const answer = await erase(deps)('c1', prefix)()
    expect(answer).toEqual(left({ is: 'keys unavailable', why: 'closed' }))
    expect(await contents(deps.store, mine)).toEqual([1, 1, 1])
  })

  test('without the log the key is gone all the same', async () => {
    const deps = await world()
    const lost = { ...deps.store, last: () => async () => left({ is: 'unavailable' as const, why: 'down' }) }
    const answer = await erase({ ...deps, store: lost })('c1', prefix)()
    expect(answer).toEqual(left({ is: 'store unavailable', why: 'down' }))
    expect(await deps.keys.get('c1')()).toEqual(left({ is: 'destroyed' }))
  })

  test('a store that refuses is told as it is', async () => {
    const deps = await world()
    const deleteStream = () => async () => left({ is: 'refused' as const, why: 'not allowed' })
    const answer = await erase({ ...deps, store: { ...deps.store, deleteStream } })('c1', prefix)()
    expect(answer).toEqual(left({ is: 'store refused', why: 'not allowed' }))
  })
})
