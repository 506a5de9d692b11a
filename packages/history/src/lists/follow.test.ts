/** Followed lists: told of each event once, resumed where they were, halted where they must be. */
import { describe, expect, test } from '@jest/globals'
import { callsCodec, callsStream } from '@lastcall/domain'
import type { EventFeed } from '@lastcall/eventlog'
import { eventId } from '@lastcall/eventlog'
import { memoryStore } from '@lastcall/store-memory'
import * as fc from 'fast-check'
import type { ListsNews, SnapshotStore } from '..'
import { currentLists, followLists, loadLists, noSnapshots } from '..'
import { keptInMemory } from '../kept.fixture'
import { stories } from '../stories.fixture'
import { begun, created, fact, outreachAt, ownPages, stopped } from '../story.fixture'
import { put, written } from '../written.fixture'
import { happen, malformed, story } from './feed.fixture'

const one = outreachAt(0)

/** Reads to the first caught up, as a worker's start does. */
const followed = async (feed: EventFeed, snapshots: SnapshotStore): Promise<readonly ListsNews[]> => {
  const over = new AbortController()
  const news: ListsNews[] = []
  for await (const item of followLists(feed, await loadLists(snapshots), 'stop', over.signal)) {
    news.push(item)
    if (item.is === 'caught up') over.abort()
  }
  return news
}

/** A feed whose connection breaks after so many items; never where none is given. */
const lostAfter = (feed: EventFeed, items: number | undefined): EventFeed => ({
  follow: async function* (what, after, until) {
    let given = 0
    for await (const item of feed.follow(what, after, until)) {
      if (given === items) throw new Error('lost')
      given += 1
      yield item
    }
  },
})

describe('following', () => {
  test('law 3: a worker is halted by what it cannot read, and not told of anything behind it', async () => {
    const opened = await written(story())
    await malformed(opened)
    await happen(opened, 'stop', stopped(one))
    const news = await followed(opened.feed, noSnapshots)
    expect(news.map(({ is }) => is)).toEqual(['news', 'news', 'news', 'halted'])
    expect(news.at(-1)).toMatchObject({ because: { is: 'malformed', event: { revision: 4 } } })
  })

  test('law 3: also where a report has passed it over before: the worker does not begin behind it', async () => {
    const opened = await written(story())
    const snapshots = keptInMemory()
    await currentLists(opened.feed, snapshots)
    await malformed(opened)
    expect((await currentLists(opened.feed, snapshots)).skipped).toBe(1)
    expect((await followed(opened.feed, snapshots)).map(({ is }) => is)).toEqual(['halted'])
  })

  test('tells each event with the lists behind it, and that it has caught up after each batch', async () => {
    const opened = memoryStore()
    await happen(opened, 'a', created())
    const over = new AbortController()
    const told: string[] = []
    for await (const news of followLists(opened.feed, await loadLists(noSnapshots), 'stop', over.signal)) {
      told.push(news.is === 'news' ? news.recorded.type : news.is)
      if (told.length === 2) {
        const facts = [callsCodec.encode(eventId('f'), fact(one, 'placed', 0, 1))]
        await put(opened.store, callsStream(one), facts)
        for (const [k, event] of begun().own.entries()) await happen(opened, `${k}`, event)
      }
      if (told.length === 5) over.abort()
    }
    const lifecycle = ['OutreachScheduled', 'OutreachStarted']
    expect(told).toEqual(['CampaignCreated', 'caught up', ...lifecycle, 'caught up'])
  })

  test('begins again behind the last event it was told of when the feed is lost, as often as that happens', () =>
    fc.assert(
      fc.asyncProperty(stories, fc.array(fc.nat(4), { maxLength: 8 }), async (told, cuts) => {
        const { feed } = await written(told)
        const left = [...cuts]
        const revisions: number[] = []
        let from = await loadLists(noSnapshots)
        for (let caughtUp = false; !caughtUp;) {
          const over = new AbortController()
          try {
            for await (const news of followLists(lostAfter(feed, left.shift()), from, 'stop', over.signal)) {
              if (news.is === 'halted') throw new Error('halted')
              from = { lists: news.lists, at: news.at }
              if (news.is === 'news') revisions.push(news.recorded.revision)
              caughtUp = news.is === 'caught up'
              if (caughtUp) over.abort()
            }
          } catch (error) {
            expect(error).toEqual(new Error('lost'))
          }
        }
        const lifecycle = ownPages(told).filter(({ type }) => type !== 'CallsAuthorized')
        expect(revisions).toEqual(lifecycle.map(({ revision }) => revision))
        expect(from.lists).toEqual((await currentLists(feed, noSnapshots)).lists)
      }),
    ))
})
