/** Stopping everything in a campaign at once. */
import { describe, expect, test } from '@jest/globals'
import { completedEvent, happen, must, scheduledIn, startedEvent } from '../world.fixture'
import { given, how, withAppends } from './given.fixture'
import { stopAll } from './stop'

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
