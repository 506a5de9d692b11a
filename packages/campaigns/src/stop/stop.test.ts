/** Stopping outreaches: what is written, what is answered, and that nothing keeps a stop from the log. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import type { AppendFailure, EventStore } from '@lastcall/eventlog'
import { left } from 'fp-ts/lib/Either'
import { describe as words } from '../describe'
import { outreaches } from '../lists/view'
import type { World } from '../world.fixture'
import {
  administrator,
  completedEvent,
  createdIn,
  elsewhere,
  eventsOf,
  failure,
  happen,
  must,
  operator,
  scheduledIn,
  startedEvent,
  world,
} from '../world.fixture'
import { deleteCampaign } from '../delete/delete'
import type { StopCommand } from './stop'
import { stop, stopAll } from './stop'

interface Given {
  readonly deps: World
  readonly campaign: CampaignId
  readonly outreach: OutreachId
}

const given = async (started = true): Promise<Given> => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  const { outreach } = await scheduledIn(deps, campaign)
  if (started) await happen(deps, campaign, startedEvent(outreach))
  return { deps, campaign, outreach }
}

const how = { actor: administrator, liveCalls: 'drain', reason: 'wrong message' } as const
const stopping = (outreach: OutreachId, more: Partial<StopCommand> = {}): StopCommand => ({
  ...how,
  outreach,
  ...more,
})

const types = async ({ deps, campaign }: Given): Promise<string[]> =>
  (await eventsOf(deps.store, campaign)).map(({ type }) => type)

/** A store whose appends to the campaign go through `weather`, each with its number from 1. */
const withAppends = (
  { deps }: Given,
  weather: (times: number, append: ReturnType<EventStore['append']>) => ReturnType<EventStore['append']>,
): World => {
  let times = 0
  const append: EventStore['append'] = (to, expected, events, lane) => {
    times += 1
    return weather(times, deps.store.append(to, expected, events, lane))
  }
  return { ...deps, store: { ...deps.store, append } }
}

const noAnswer = left<AppendFailure>({ is: 'uncertain', why: 'no answer' })
const down = left<AppendFailure>({ is: 'unavailable', why: 'down' })

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

describe('a stop does not give up', () => {
  test('while the store is down, and tells what it waits for', async () => {
    const g = await given()
    const told: number[] = []
    const store = withAppends(g, (times, append) => (times <= 30 ? () => Promise.resolve(down) : append))
    const onWait = ({ tries }: { readonly tries: number }) => void told.push(tries)
    expect(must(await stop(store)(stopping(g.outreach, { onWait }))()).was).toBe('stopped now')
    expect(told).toHaveLength(30)
  })

  test('while answers are lost: it repeats one id, and knows its own stop again', async () => {
    const g = await given()
    const store = withAppends(g, (times, append) => async () => {
      const answer = await append()
      return times <= 3 ? noAnswer : answer
    })
    const stopped = must(await stop(store)(stopping(g.outreach))())
    const stops = (await eventsOf(g.deps.store, g.campaign)).filter(({ type }) => type === 'OutreachStopped')
    expect(new Set(stops.map(({ id }) => id)).size).toBe(1)
    // The first one counts, and it is ours.
    expect(stopped).toMatchObject({ was: 'stopped now', revision: stops[0]?.revision })
  })

  test('while the lists cannot be read, before and after', async () => {
    const g = await given()
    let follows = 0
    const feed: World['feed'] = {
      follow: (what, after, until) => {
        follows += 1
        if (follows % 3 !== 0) throw new Error('lost')
        return g.deps.feed.follow(what, after, until)
      },
    }
    expect(must(await stop({ ...g.deps, feed })(stopping(g.outreach))()).was).toBe('stopped now')
  })

  test('until it is told to: then it says whether it stands', async () => {
    const g = await given()
    const ended = new AbortController()
    const onWait = ({ tries }: { readonly tries: number }): void => {
      if (tries === 5) ended.abort()
    }
    const never = withAppends(g, () => () => Promise.resolve(down))
    const why = failure(await stop(never)(stopping(g.outreach, { signal: ended.signal, onWait }))())
    expect(why).toEqual({ is: 'given up', acknowledged: false })
  })

  test('for want of a key: destroyed, unreachable or silent, the stop stands without its reason', async () => {
    const keyStores = (g: Given): World['keys'][] => [
      { ...g.deps.keys, get: () => async () => left({ is: 'unavailable', why: 'down' }) },
      { ...g.deps.keys, get: () => async () => left({ is: 'unknown' }) },
      { ...g.deps.keys, get: () => () => new Promise(() => undefined) },
      { ...g.deps.keys, get: () => () => Promise.reject(new Error('a defect')) },
    ]
    for (const k of [0, 1, 2, 3]) {
      const g = await given()
      const keys = keyStores(g)[k] as World['keys']
      expect(must(await stop({ ...g.deps, keys })(stopping(g.outreach))()).was).toBe('stopped now')
      expect(g.deps.waited()).toBeLessThanOrEqual(1_000)
      const [shown] = must(await outreaches(g.deps)(g.campaign, 'stopped')())
      expect(shown?.stop?.reason).toBeNull()
    }
  })
})

describe('stopping all of a campaign', () => {
  test('R3: ends what is scheduled and in progress with one append, and tells of each', async () => {
    const g = await given()
    const second = (await scheduledIn(g.deps, g.campaign)).outreach
    const done = (await scheduledIn(g.deps, g.campaign)).outreach
    await happen(g.deps, g.campaign, startedEvent(done), completedEvent(done))
    let appends = 0
    const counted = withAppends(g, (times, append) => ((appends = times), append))
    const answers = must(await stopAll(counted)({ ...how, campaign: g.campaign })())
    expect(answers.map(([id, answer]) => [id, must(answer).was])).toEqual([
      [g.outreach, 'stopped now'],
      [second, 'stopped now'],
    ])
    expect(appends).toBe(1)
  })

  test('R12: one that completes in the race is told apart from the others', async () => {
    const g = await given()
    const second = (await scheduledIn(g.deps, g.campaign)).outreach
    const racer = withAppends(g, (_, append) => async () => {
      await happen(g.deps, g.campaign, completedEvent(g.outreach))
      return append()
    })
    const answers = must(await stopAll(racer)({ ...how, campaign: g.campaign })())
    expect(
      answers.map(([id, answer]) => [id, answer._tag === 'Right' ? answer.right.was : answer.left.is]),
    ).toEqual([
      [g.outreach, 'outreach completed'],
      [second, 'stopped now'],
    ])
  })

  test('with nothing to stop writes nothing', async () => {
    const g = await given()
    must(await stopAll(g.deps)({ ...how, campaign: g.campaign })())
    const before = g.deps.log.entries.length
    expect(must(await stopAll(g.deps)({ ...how, campaign: g.campaign })())).toEqual([])
    expect(g.deps.log.entries).toHaveLength(before)
  })
})
