/** The lists as they are now: kept between readings, and never kept where something was passed over. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import type { EventFeed, FeedItem, Position } from '@lastcall/eventlog'
import { memoryLog, openMemoryStore } from '@lastcall/store-memory'
import * as fc from 'fast-check'
import type { Lists } from '..'
import { currentLists, evolveLists, loadLists, noSnapshots } from '..'
import { keptInMemory } from '../kept.fixture'
import { stories } from '../stories.fixture'
import { campaign, outreachAt, ownPages, stopped } from '../story.fixture'
import { written } from '../written.fixture'
import { happen, malformed, story } from './feed.fixture'

const one = outreachAt(0)
const phaseIn = ({ lists }: { readonly lists: Lists }) =>
  lists.get(campaign)?.state.outreaches.get(one)?.phase

/** Says what is asked for and handed out. */
const noting = (feed: EventFeed) => {
  const subscriptions: (Position | null)[] = []
  const items: FeedItem[] = []
  const follow: EventFeed['follow'] = async function* (what, after, until) {
    subscriptions.push(after)
    for await (const item of feed.follow(what, after, until)) {
      items.push(item)
      yield item
    }
  }
  return { feed: { follow }, subscriptions, items, events: () => items.filter(({ is }) => is === 'event') }
}

describe('the lists as they are now', () => {
  test('are what the lifecycle events of the whole log fold to', () =>
    fc.assert(
      fc.asyncProperty(stories, async (told) => {
        const { feed } = await written(told)
        const expected = ownPages(told).reduce<Lists>((lists, recorded, k) => {
          const event = told.own[k] as CampaignEvent
          return event.type === 'CallsAuthorized' ? lists : evolveLists(lists, event, recorded)
        }, new Map())
        expect(await currentLists(feed, noSnapshots)).toEqual({ lists: expected, skipped: 0 })
      }),
      { numRuns: 50 },
    ))

  test('are kept, and the next reading begins where this one ended: nothing is read twice', async () => {
    const opened = await written(story())
    const [noted, snapshots] = [noting(opened.feed), keptInMemory()]
    const before = await currentLists(noted.feed, snapshots)
    expect(noted.events()).toHaveLength(3)
    expect(await currentLists(noted.feed, snapshots)).toEqual(before)
    await happen(opened, 'stop', stopped(one))
    expect(phaseIn(await currentLists(noted.feed, snapshots))).toBe('stopped')
    expect(noted.events()).toHaveLength(4)
    const heads = noted.items.flatMap((item) => (item.is === 'caught-up' ? [item.at] : []))
    expect(noted.subscriptions).toEqual([null, heads[0], heads[1]])
    expect(phaseIn(await loadLists(snapshots))).toBe('stopped')
  })

  test('need no snapshot, and no folder for one', async () => {
    const { feed } = await written(story())
    expect(phaseIn(await currentLists(feed, noSnapshots))).toBe('in progress')
  })

  test('leave no subscription behind', async () => {
    const log = memoryLog()
    await currentLists(openMemoryStore(log).feed, noSnapshots)
    expect(log.bells.size).toBe(0)
  })

  test('pass over what a report cannot read, and count it, each time', async () => {
    const opened = await written(story())
    const snapshots = keptInMemory()
    await malformed(opened)
    await malformed(opened, 'newer still')
    await happen(opened, 'stop', stopped(one))
    for (let k = 0; k < 2; k += 1) {
      const told = await currentLists(opened.feed, snapshots)
      expect([told.skipped, phaseIn(told)]).toEqual([2, 'stopped'])
    }
  })

  test('throw when the store is lost', async () => {
    const opened = await written(story())
    await opened.store.close()
    await expect(currentLists(opened.feed, keptInMemory())).rejects.toThrow()
  })

  test('are read from the start where the log ends before the snapshot: it was taken back from a backup', async () => {
    const { feed } = await written(story())
    const snapshots = keptInMemory()
    await currentLists(feed, snapshots)
    const shorter: EventFeed = {
      follow: (what, after, until) => {
        if (after !== null) throw new Error('the log ends before the position that was asked for')
        return feed.follow(what, after, until)
      },
    }
    expect(phaseIn(await currentLists(shorter, snapshots))).toBe('in progress')
  })
})
