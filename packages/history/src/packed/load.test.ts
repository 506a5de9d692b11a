/** A history is loaded to the heads of all its streams, wherever it begins and wherever the pages end. */
import { describe, expect, test } from '@jest/globals'
import { callsStream, campaignStream } from '@lastcall/domain'
import type { StreamName } from '@lastcall/eventlog'
import { eventId } from '@lastcall/eventlog'
import { memoryStore } from '@lastcall/store-memory'
import * as fc from 'fast-check'
import { historyOf, loadHistory } from '..'
import { readInTurns, readOwnFirst, stories, turns } from '../stories.fixture'
import { begun, campaign, fact, opening, outreachAt, seen } from '../story.fixture'
import { failingAt, inPages, loaded, noting, put, written } from '../written.fixture'

const nothing = () => historyOf(campaign, null)
/** Counts the turns that the rest of the process gets. */
const ticks = () => {
  let ticked = 0
  let ended = false
  const tick = (): void => {
    ticked += 1
    if (!ended) setImmediate(tick)
  }
  setImmediate(tick)
  return { count: () => ticked, end: () => (ended = true) }
}

const page = fc.integer({ min: 1, max: 8 })

describe('loading', () => {
  test('from nothing, with a page boundary at every place, reads everything', () =>
    fc.assert(
      fc.asyncProperty(stories, page, async (story, most) => {
        const { store } = await written(story)
        const expected = seen(readOwnFirst(story, nothing()))
        expect(seen(await loaded(inPages(store, most), nothing()))).toEqual(expected)
        const { record } = readOwnFirst(story, nothing())
        expect(seen(await loaded(inPages(store, most), historyOf(campaign, record)))).toEqual(expected)
      }),
    ))

  test('from a history that was read in part reads the rest, also of outreaches that it had no room for', () =>
    fc.assert(
      fc.asyncProperty(stories, turns, page, async (story, order, most) => {
        const { store } = await written(story)
        const part = readInTurns(story, nothing(), order)
        const whole = await loaded(inPages(store, most), part)
        expect(seen(whole)).toEqual(seen(readOwnFirst(story, nothing())))
      }),
    ))

  test('a campaign that nobody has created is an empty history', async () => {
    expect(await loaded(memoryStore().store, nothing())).toEqual(nothing())
  })

  test('law 5: facts are read to their heads first, the campaign’s own stream last', () =>
    fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const { store } = await written(story)
        const asked: StreamName[] = []
        const { record } = readOwnFirst(story, nothing())
        const noted = noting(store, (of) => asked.push(of))
        await loaded(noted, historyOf(campaign, record))
        expect(asked.at(-1)).toBe(campaignStream(campaign))
        expect(asked.slice(0, -1)).toEqual([...record.state.outreaches.keys()].map(callsStream))
      }),
    ))

  test('a store that is away at any read is an answer, and the next loading reads everything', () =>
    fc.assert(
      fc.asyncProperty(stories, page, async (story, most) => {
        const { store } = await written(story)
        for (let read = 1; ; read += 1) {
          const answer = await loadHistory(failingAt(inPages(store, most), read))(nothing())()
          if (answer._tag === 'Right') break
          expect(answer.left).toEqual({ is: 'unavailable', why: 'test' })
        }
        expect(seen(await loaded(store, nothing()))).toEqual(seen(readOwnFirst(story, nothing())))
      }),
      { numRuns: 30 },
    ))

  test('an event that cannot be read ends it, in either kind of stream', async () => {
    const story = begun()
    for (const stream of [campaignStream(campaign), callsStream(outreachAt(0))]) {
      const { store } = await written(story)
      await put(store, stream, [{ id: eventId('newer'), type: 'Newer', data: {} }])
      const answer = await loadHistory(store)(nothing())()
      expect(answer).toMatchObject({ left: { is: 'unknown type', event: { stream } } })
    }
  })

  test('other work of the process gets its turn between any two pages that held something', async () => {
    const ids = [outreachAt(0), outreachAt(1), outreachAt(2)]
    const { store } = await written({
      own: ids.flatMap(opening),
      calls: new Map(ids.map((id) => [id, [fact(id, 'placed', 0, 1), fact(id, 'busy', 0, 1)]])),
    })
    const ticking = ticks()
    const at: number[] = []
    await loaded(
      inPages(
        noting(store, () => at.push(ticking.count())),
        1,
      ),
      nothing(),
    )
    ticking.end()
    expect(at.length).toBeGreaterThan(ids.length * 5)
    expect(new Set(at).size).toBe(at.length)
  })
})
