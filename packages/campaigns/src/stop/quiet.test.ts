/** Waiting for quiet: somebody else says it, or this process does after it has waited long enough, never sooner. */
import { describe, expect, test } from '@jest/globals'
import { eventId } from '@lastcall/eventlog'
import { campaignCodec, campaignStream } from '@lastcall/domain'
import type { CampaignEvent, IncarnationId } from '@lastcall/domain'
import { deleteCampaign } from '../delete/delete'
import { authorizedEvent, attemptOf, permitMs, placed, someCalls } from '../calls.fixture'
import { administrator, eventsOf, failure, happen, must } from '../world.fixture'
import type { AwaitQuietCommand } from './await-quiet'
import { awaitQuiet } from './await-quiet'
import type { Given } from './given.fixture'
import { given, stopping } from './given.fixture'
import { stop } from './stop'

const waiting = ({ campaign, outreach }: Given, patienceMs = 0): AwaitQuietCommand => ({
  ...{ campaign, outreach, patienceMs, actor: administrator.id },
})

const stopped = async (g: Given): Promise<Given> => {
  must(await stop(g.deps)(stopping(g.outreach))())
  return g
}

const quiesced = ({ outreach }: Given): CampaignEvent => ({
  ...{
    type: 'OutreachQuiesced',
    at: '2026-03-02T12:00:00.000Z' as never,
    outreach,
    stop: 3,
    callsSeen: null,
  },
  ...{ by: { incarnation: '1'.repeat(32) as IncarnationId }, waitedMs: 1, last: null, open: [attemptOf(1)] },
})

describe('quiet', () => {
  test('G4: of an outreach without calls is said at once, in the actor’s name', async () => {
    const g = await stopped(await given())
    expect(must(await awaitQuiet(g.deps)(waiting(g))())).toMatchObject({ said: 'by this process', open: 0 })
    expect((await eventsOf(g.deps.store, g.campaign)).at(-1)).toMatchObject({
      type: 'OutreachQuiesced',
      data: { by: { actor: administrator.id }, stop: 3, open: [], last: null },
    })
  })

  test('G3: is not said while an authorization may still leave: its permit and 1 % are waited for from first sight', async () => {
    const g = await given()
    await happen(g.deps, g.campaign, authorizedEvent(g.outreach, [0]))
    // However long ago it was written: only what this process has waited itself counts.
    await g.deps.wait(60_000)
    await stopped(g)
    const before = g.deps.waited()
    const quiet = must(await awaitQuiet(g.deps)(waiting(g))())
    expect(quiet).toMatchObject({ said: 'by this process', open: 1 })
    expect(g.deps.waited() - before).toBeGreaterThanOrEqual(permitMs * 1.01)
    expect(g.deps.waited() - before).toBeLessThan(permitMs * 1.5)
  })

  test('G4: lists every attempt without a terminal fact, and names the last call', async () => {
    const g = await given()
    await someCalls(g.deps, g.campaign, g.outreach)
    await stopped(g)
    expect(must(await awaitQuiet(g.deps)(waiting(g))()).open).toBe(2)
    expect((await eventsOf(g.deps.store, g.campaign)).at(-1)?.data).toMatchObject({
      last: attemptOf(2),
      open: [attemptOf(2), attemptOf(3)],
      callsSeen: 5,
    })
  })

  test('is said at once where every open call is placed', async () => {
    const g = await given()
    await happen(g.deps, g.campaign, authorizedEvent(g.outreach, [0]))
    await placed(g.deps, g.outreach, 0)
    await stopped(g)
    expect(must(await awaitQuiet(g.deps)(waiting(g))())).toMatchObject({ waitedMs: 0, open: 1 })
  })

  test('is left to a worker while patience lasts', async () => {
    const g = await stopped(await given())
    const begun = awaitQuiet(g.deps)(waiting(g, 60_000))()
    await happen(g.deps, g.campaign, quiesced(g))
    expect(must(await begun)).toMatchObject({ said: 'by another process', open: 1 })
    expect(g.deps.waited()).toBeLessThan(60_000)
  })

  test('that somebody else says in the same moment is said once', async () => {
    const g = await stopped(await given())
    let raced = false
    const append: typeof g.deps.store.append = (to, expected, events, lane) => async () => {
      if (!raced) {
        raced = true
        const first = campaignCodec.encode(eventId('first'), quiesced(g))
        await g.deps.store.append(campaignStream(g.campaign), 'anything', [first])()
      }
      return g.deps.store.append(to, expected, events, lane)()
    }
    const answer = await awaitQuiet({ ...g.deps, store: { ...g.deps.store, append } })(waiting(g))()
    expect(must(answer).said).toBe('by another process')
    const said = (await eventsOf(g.deps.store, g.campaign)).filter(({ type }) => type === 'OutreachQuiesced')
    expect(said).toHaveLength(1)
  })

  test('R6: comes to the outreaches of a deleted campaign too', async () => {
    const g = await given()
    must(await deleteCampaign(g.deps)({ actor: administrator, campaign: g.campaign, liveCalls: 'drain' })())
    expect(must(await awaitQuiet(g.deps)(waiting(g))()).said).toBe('by this process')
  })

  test('of what is not stopped is refused, and the wait can be ended', async () => {
    const g = await given()
    expect(failure(await awaitQuiet(g.deps)(waiting(g))())).toEqual({ is: 'not stopped' })
    await stopped(g)
    const ended = new AbortController()
    ended.abort()
    const command = { ...waiting(g, 60_000), signal: ended.signal }
    expect(failure(await awaitQuiet(g.deps)(command)())).toEqual({ is: 'not quiet yet', open: 0 })
  })

  test('is waited for while the store is away', async () => {
    const g = await stopped(await given())
    let reads = 0
    const read: typeof g.deps.store.read = (of, from, limit) => {
      reads += 1
      return reads % 3 === 0
        ? g.deps.store.read(of, from, limit)
        : () => Promise.resolve({ _tag: 'Left', left: { is: 'unavailable', why: 'down' } })
    }
    let loads = 0
    const patient = {
      ...g.deps,
      store: {
        ...g.deps.store,
        read: ((...asked) => (
          (loads += 1),
          loads > 4 ? g.deps.store.read(...asked) : read(...asked)
        )) as typeof read,
      },
    }
    expect(must(await awaitQuiet(patient)(waiting(g))()).said).toBe('by this process')
    expect(loads).toBeGreaterThan(4)
  })
})
