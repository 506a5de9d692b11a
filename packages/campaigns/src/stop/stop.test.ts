/** Stopping an outreach: what is written, what is answered, and who comes first in a race. */
import { describe, expect, test } from '@jest/globals'
import type { OutreachId } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import type { EventStore } from '@lastcall/eventlog'
import { deleteCampaign } from '../delete/delete'
import { describe as words } from '../describe'
import { outreaches } from '../lists/view'
import {
  administrator,
  completedEvent,
  elsewhere,
  eventsOf,
  failure,
  happen,
  must,
  operator,
  scheduledIn,
} from '../world.fixture'
import type { Given } from './given.fixture'
import { given, how, stopping, types, withAppends } from './given.fixture'
import { stop, stopAll } from './stop'

describe('a stop', () => {
  test.each([false, true])(
    'R3, R5: of an outreach (in progress: %s) is one event, and says where it stands',
    async (started) => {
      const g = await given(started)
      const stopped = must(await stop(g.deps)(stopping(g.outreach))())
      const last = (await eventsOf(g.deps.store, g.campaign)).at(-1)
      expect(last).toMatchObject({
        type: 'OutreachStopped',
        revision: stopped.revision,
        data: { actor: administrator.id },
      })
      expect(stopped.was).toBe('stopped now')
    },
  )

  test('goes in the lane of revocations, expecting anything', async () => {
    const g = await given()
    const seen: unknown[] = []
    const append: EventStore['append'] = (to, expected, events, lane) => {
      seen.push([to, expected, events.length, lane])
      return g.deps.store.append(to, expected, events, lane)
    }
    must(await stop({ ...g.deps, store: { ...g.deps.store, append } })(stopping(g.outreach))())
    expect(seen).toEqual([[campaignStream(g.campaign), 'anything', 1, 'revocation']])
  })

  test('R4: leaves the other outreaches as they are', async () => {
    const g = await given()
    const other = await scheduledIn(g.deps, g.campaign)
    must(await stop(g.deps)(stopping(g.outreach))())
    const shown = must(await outreaches(g.deps)(g.campaign)())
    expect(shown.map(({ outreach, phase }) => [outreach, phase])).toEqual([
      [g.outreach, 'stopped'],
      [other.outreach, 'scheduled'],
    ])
  })

  test('R2: by an operator is refused, and nothing is written', async () => {
    const g = await given()
    const before = g.deps.log.entries.length
    expect(failure(await stop(g.deps)(stopping(g.outreach, { actor: operator }))())).toEqual({
      is: 'not an administrator',
    })
    expect(failure(await stopAll(g.deps)({ ...how, actor: operator, campaign: g.campaign })())).toEqual({
      is: 'not an administrator',
    })
    expect(g.deps.log.entries).toHaveLength(before)
  })

  test('R12: again is a success that writes nothing, with the time and place of the first', async () => {
    const g = await given()
    const first = must(await stop(g.deps)(stopping(g.outreach))())
    const before = g.deps.log.entries.length
    expect(must(await stop(g.deps)(stopping(g.outreach))())).toEqual({ ...first, was: 'already stopped' })
    expect(g.deps.log.entries).toHaveLength(before)
  })

  test('R12: of a completed outreach is refused, and nothing is written', async () => {
    const g = await given()
    await happen(g.deps, g.campaign, completedEvent(g.outreach))
    const before = g.deps.log.entries.length
    const why = failure(await stop(g.deps)(stopping(g.outreach))())
    expect(why).toEqual({ is: 'outreach completed' })
    expect(words(why)).toMatch(/nothing left to stop/)
    expect(g.deps.log.entries).toHaveLength(before)
  })

  test('R3: of what is not there is refused', async () => {
    const g = await given()
    expect(failure(await stop(g.deps)(stopping('f'.repeat(32) as OutreachId))())).toEqual({
      is: 'unknown outreach',
    })
  })

  test('R15: keeps its reason, readable with the key only', async () => {
    const g = await given()
    must(await stop(g.deps)(stopping(g.outreach))())
    const [shown] = must(await outreaches(g.deps)(g.campaign, 'stopped')())
    expect(shown?.stop).toMatchObject({
      actor: administrator.id,
      reason: 'wrong message',
      liveCalls: 'drain',
    })
    expect(JSON.stringify(g.deps.log.entries)).not.toContain('wrong message')
  })
})

test('a read-back on lists that lag behind the stop is made again', async () => {
  const g = await given()
  const before = g.deps.log.entries.length
  let late = 0
  const feed: Given['deps']['feed'] = {
    follow: async function* (what, after, until) {
      late += 1
      for await (const item of g.deps.feed.follow(what, after, until)) {
        const isNews = item.is === 'event' && g.deps.log.entries.indexOf(item.event) >= before
        if (!isNews || late > 4) yield item
      }
    },
  }
  expect(must(await stop({ ...g.deps, feed })(stopping(g.outreach))()).was).toBe('stopped now')
  expect(late).toBe(5)
})

describe('a stop that races', () => {
  /** `first` happens behind the look at the lists and before the stop is in the log. */
  const racing = async (first: (g: Given) => Promise<unknown>) => {
    const g = await given()
    const racer = withAppends(g, (times, append) => async () => {
      if (times === 1) await first(g)
      return append()
    })
    return { g, answer: await stop(racer)(stopping(g.outreach))() }
  }

  test('R12: with the completion, and comes second, is refused by the read-back', async () => {
    const { g, answer } = await racing((r) => happen(r.deps, r.campaign, completedEvent(r.outreach)))
    expect(failure(answer)).toEqual({ is: 'outreach completed' })
    expect((await types(g)).slice(-2)).toEqual(['OutreachCompleted', 'OutreachStopped'])
  })

  test('R12: with another stop, and comes second, finds it stopped', async () => {
    const { answer } = await racing(async (r) =>
      must(await stop(elsewhere(r.deps, 9))(stopping(r.outreach))()),
    )
    expect(must(answer)).toMatchObject({ was: 'already stopped', revision: 3 })
  })

  test('R16: with the deletion, and comes second, finds the campaign deleted', async () => {
    const { answer } = await racing(async (r) =>
      must(
        await deleteCampaign(elsewhere(r.deps, 9))({
          actor: administrator,
          campaign: r.campaign,
          liveCalls: 'drain',
        })(),
      ),
    )
    expect(failure(answer)).toEqual({ is: 'campaign deleted' })
  })
})
