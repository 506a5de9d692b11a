/** What the contract leaves open and the log in memory promises all the same. */
import { describe, expect, test } from '@jest/globals'
import type { FeedItem, NewEvent, Revision } from '@lastcall/eventlog'
import { eventId, position, revision, streamName } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either'
import type { MemoryStore } from '.'
import { memoryLog, memoryStore, openMemoryStore } from '.'

const stream = streamName('campaign-a')
const noted = (id: string, data: unknown = {}): NewEvent => ({ id: eventId(id), type: 'Noted', data })
const put = ({ store }: MemoryStore, id: string, to = stream) => store.append(to, 'anything', [noted(id)])()
const everything = { prefixes: [''] }

describe('an append', () => {
  test('a repeat of the first part of a list answers the revision of that part', async () => {
    const { store } = memoryStore()
    const [a, b, c] = [noted('a'), noted('b'), noted('c')]
    await store.append(stream, 'nothing-yet', [a, b, c])()
    expect(await store.append(stream, 'nothing-yet', [a, b])()).toMatchObject({ right: 1 })
    expect(await store.append(stream, revision(0), [b])()).toMatchObject({ right: 1 })
  })

  test('the same ids at a new revision, or with anything, stand twice: nobody may lean on more', async () => {
    const { store } = memoryStore()
    for (const expected of ['nothing-yet', revision(0), 'anything'] as const) {
      expect(isLeft(await store.append(stream, expected, [noted('a')])())).toBe(false)
    }
    expect(await store.read(stream, revision(0), 9)()).toMatchObject({ right: { events: { length: 3 } } })
  })

  test.each([-1, 0.5, Number.NaN])(
    '%p is no revision to expect, and never means an empty stream',
    async (no) => {
      const { store } = memoryStore()
      const answer = await store.append(stream, no as Revision, [noted('a')])()
      expect(answer).toMatchObject({ left: { is: 'refused' } })
    },
  )

  test('an empty list is refused', async () => {
    const answer = await memoryStore().store.append(stream, 'anything', [] as never)()
    expect(answer).toMatchObject({ left: { is: 'refused' } })
  })

  test('a refusal names the type and never what the event holds', async () => {
    const answer = await memoryStore().store.append(stream, 'anything', [noted('a', { secret: 7n })])()
    expect(answer).toEqual({
      _tag: 'Left',
      left: { is: 'refused', why: 'Noted holds what JSON cannot hold' },
    })
  })

  test('it carries the time of the wall clock that was given, in microseconds', async () => {
    const { store } = memoryStore({ wallClockMs: () => 1_700_000_000_000.5 })
    await store.append(stream, 'anything', [noted('a')])()
    expect(await store.last(stream)()).toMatchObject({
      right: { value: { recordedUs: 1_700_000_000_000_500 } },
    })
  })

  test('what was read cannot be changed at any depth', async () => {
    const { store } = memoryStore()
    await store.append(stream, 'anything', [noted('a', { list: [{ deep: 1 }] })])()
    const page = await store.read(stream, revision(0), 1)()
    const data = (isLeft(page) ? null : page.right.events[0])?.data as { list: { deep: number }[] }
    expect(() => data.list.push({ deep: 2 })).toThrow(TypeError)
    expect(() => Object.assign(data.list[0] ?? {}, { deep: 2 })).toThrow(TypeError)
  })
})

describe('a follower', () => {
  test('is told caught-up again only when it was given something: others’ events do not wake it', async () => {
    const one = memoryStore()
    const items: FeedItem[] = []
    const over = new AbortController()
    const following = (async () => {
      for await (const item of one.feed.follow({ prefixes: ['campaign-'] }, null, over.signal))
        items.push(item)
    })()
    for (const [k, to] of ['calls-a', 'campaign-a', 'calls-a', 'campaign-a'].entries()) {
      await put(one, `${k}`, streamName(to))
      await new Promise(setImmediate)
    }
    over.abort()
    await following
    expect(items.map(({ is }) => is)).toEqual(['caught-up', 'event', 'caught-up', 'event', 'caught-up'])
  })

  test('leaves no listener behind, however it ends', async () => {
    const log = memoryLog()
    const one = openMemoryStore(log)
    const over = new AbortController()
    const following = (async () => {
      for await (const item of one.feed.follow(everything, null, over.signal))
        expect(item.is).toBe('caught-up')
    })()
    await new Promise(setImmediate)
    expect(log.bells.size).toBe(1)
    over.abort()
    await following
    expect(log.bells.size).toBe(0)
  })

  test('of a position that no log in memory gave out is a defect', async () => {
    const { feed } = memoryStore()
    const items = feed.follow(everything, position('12'), new AbortController().signal)
    await expect(items[Symbol.asyncIterator]().next()).rejects.toThrow('not a position')
  })

  test('whatever the order of appends, pulls, deletions and new handles, it gives the log that is left', () => {
    const step = fc.constantFrom('append', 'append', 'pull', 'delete', 'open')
    return fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.nat(3)), { maxLength: 60 }), async (steps) => {
        const log = memoryLog()
        let one = openMemoryStore(log)
        const over = new AbortController()
        const items = one.feed.follow(everything, null, over.signal)[Symbol.asyncIterator]()
        const seen: string[] = []
        let toldAt = -1
        const pull = async (): Promise<void> => {
          const { value } = (await items.next()) as { value: FeedItem }
          if (value.is === 'event') seen.push(value.event.position)
          else toldAt = log.entries.length
        }
        for (const [what, which] of steps) {
          const to = streamName(`recipients-${which}`)
          if (what === 'append') await put(one, `${log.entries.length}`, to)
          if (what === 'delete') await one.store.deleteStream(to)()
          if (what === 'open') one = openMemoryStore(log)
          const waits = log.entries.some((entry) => entry !== null && entry.position > (seen.at(-1) ?? ''))
          if (what === 'pull' && waits) await pull()
        }
        await put(one, 'newest', streamName('campaign-z'))
        while (toldAt < log.entries.length) await pull()
        over.abort()
        const left = log.entries.flatMap((entry) => (entry === null ? [] : [entry.position]))
        expect(seen.filter((at) => left.includes(position(at)))).toEqual(left)
        expect([...new Set(seen)].sort()).toEqual(seen)
      }),
    )
  })
})
