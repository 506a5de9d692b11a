/** As it stood then, and one call from its schedule to its end. */
import { describe, expect, test } from '@jest/globals'
import type { AttemptId, OutreachId } from '@lastcall/domain'
import { actor, attempt, campaign, life, spring } from '../log.fixture'
import { facts, must, own, storyLog } from '../export/export.fixture'
import { evidenceInOrder } from '../export'
import type { Moment, Told } from './index'
import { campaignAsOf, storyOf } from './index'

describe('as of', () => {
  const then = async (at: Moment) => must(await campaignAsOf((await storyLog()).store)(campaign, at)())
  const spoken = (of: Awaited<ReturnType<typeof then>>) => of.outreaches.find((o) => o.outreach === spring)

  test('a revision, with the facts that stood before it in the log', async () => {
    const state = await then({ is: 'revision', revision: 6 })
    expect(state).toMatchObject({
      ...{ exists: true, deleted: false, skipped: 0, claim: { worker: 'one', incarnation: life } },
      last: { stream: facts, revision: 3 },
    })
    expect(spoken(state)).toMatchObject({
      ...{ phase: 'in progress', quiesced: false, recipients: 3, authorizations: 3, placed: 3 },
      open: [
        { attempt: attempt(3), recipient: 0, n: 2, stage: 'handed over' },
        { attempt: attempt(2), recipient: 1, n: 1, stage: 'handed over' },
      ],
    })
  })

  test('the stop itself', async () => {
    const state = await then({ is: 'revision', revision: 7 })
    expect(state.last).toMatchObject({ stream: own, revision: 7 })
    expect(spoken(state)).toMatchObject({ phase: 'stopped', quiesced: false })
  })

  test('every position and every time has the state of the events up to it', async () => {
    const { store } = await storyLog()
    for await (const next of evidenceInOrder(store, campaign)) {
      const { position, recordedUs, stream, revision } = must(next)
      const byPosition = await then({ is: 'position', position })
      const byTime = await then({ is: 'time', us: recordedUs })
      expect(byTime).toEqual(byPosition)
      if (stream !== 'suppression') expect(byPosition.last).toMatchObject({ stream, revision, position })
    }
  })

  test('before everything there was nothing', async () =>
    expect(await then({ is: 'time', us: 0 })).toMatchObject({ last: null, exists: false, outreaches: [] }))
})

describe('the story', () => {
  const tell = async (told: Told) => must(await storyOf((await storyLog()).store)(campaign, told)())

  test('of one call: its own events and those of its outreach, in the order of the log', async () => {
    const story = await tell({ attempt: attempt(1) })
    expect(story).toMatchObject({ outreach: spring, recipient: 0, attempt: attempt(1), skipped: 0 })
    expect(story?.events.map(({ type, revision }) => `${type}@${revision}`)).toEqual([
      ...['OutreachScheduled@1', 'OutreachStarted@3', 'CallsAuthorized@5', 'CallPlaced@0', 'CallEnded@2'],
      ...['OutreachStopped@7', 'OutreachQuiesced@8'],
    ])
    expect(story?.events.map(({ says }) => says)).toContain(
      'call 1 ended busy, having rung 1 ms and talked 1 ms',
    )
    expect(story?.events.find(({ type }) => type === 'OutreachStopped')?.who).toBe(`actor ${actor}`)
    expect(story?.events.find(({ type }) => type === 'CallPlaced')?.who).toBe(`incarnation ${life}`)
  })

  test('of one recipient: all calls', async () => {
    const story = await tell({ outreach: spring, recipient: 0 })
    expect(story?.events.filter(({ type }) => type === 'CallsAuthorized')).toHaveLength(2)
    expect(story?.events.at(-1)).toMatchObject({ type: 'CallEnded' })
  })

  test('of nobody', async () => {
    expect(await tell({ attempt: 'f'.repeat(32) as AttemptId })).toBeNull()
    expect(await tell({ outreach: spring, recipient: 3 })).toBeNull()
    expect(await tell({ outreach: 'f'.repeat(32) as OutreachId, recipient: 0 })).toBeNull()
  })

  test('no ciphertext and no numbers come along', async () =>
    expect(JSON.stringify(await tell({ outreach: spring, recipient: 0 }))).not.toMatch(/sealed|\+1555/))
})
