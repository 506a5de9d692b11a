/** A kept history saves the reading of what it stands for, and changes nothing else. */
import { describe, expect, test } from '@jest/globals'
import { callsCodec, callsStream, campaignCodec, campaignStream } from '@lastcall/domain'
import type { StreamName } from '@lastcall/eventlog'
import { eventId, revision } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import { encodeHistory, historyOf, historySnapshot, loadKept } from '..'
import { keptInMemory } from '../kept.fixture'
import { readInTurns, readOwnFirst, stories, turns } from '../stories.fixture'
import { begun, campaign, fact, outreachAt, scheduled, seen, started, whole } from '../story.fixture'
import { loaded, noting, put, written } from '../written.fixture'

const nothing = () => historyOf(campaign, null)

describe('a kept history', () => {
  test('of any moment, brought to the head, is the history read from the start', () =>
    fc.assert(
      fc.asyncProperty(stories, turns, async (story, order) => {
        const { store } = await written(story)
        const snapshots = keptInMemory()
        const part = readInTurns(story, nothing(), order)
        await snapshots.save(historySnapshot(campaign), encodeHistory(part))()
        const answer = await loadKept({ store, snapshots })(campaign, null)()
        if (answer._tag === 'Left') throw new Error(answer.left.is)
        expect(seen(answer.right)).toEqual(seen(readOwnFirst(story, nothing())))
      }),
    ))

  test('is begun from where it was kept: nothing is read twice', async () => {
    const id = outreachAt(0)
    const { store } = await written(begun())
    const snapshots = keptInMemory()
    await snapshots.save(historySnapshot(campaign), encodeHistory(await loaded(store, nothing())))()
    const late = outreachAt(1)
    const more = [scheduled(late), started(late)].map((event, k) =>
      campaignCodec.encode(eventId(`m${k}`), event),
    )
    await put(store, campaignStream(campaign), more)
    await put(store, callsStream(late), [callsCodec.encode(eventId('f'), fact(late, 'placed', 2, 1))])
    const from: (readonly [StreamName, number])[] = []
    const noted = noting(store, (of, at) => from.push([of, at]))
    const answer = await loadKept({ store: noted, snapshots })(campaign, null)()
    expect(from).toEqual([
      [callsStream(id), 1],
      [campaignStream(campaign), 3],
      [callsStream(late), 0],
      [campaignStream(campaign), 5],
    ])
    const lateOne = answer._tag === 'Right' ? answer.right.outreaches.get(late) : undefined
    expect(lateOne).toMatchObject({ callsAt: 0, recipients: { lastPlaced: expect.any(String) } })
  })

  test('that is no history any more is folded anew', async () => {
    const { store } = await written(begun())
    const snapshots = keptInMemory()
    await snapshots.save(historySnapshot(campaign), Buffer.from('of an older version'))()
    const answer = await loadKept({ store, snapshots })(campaign, null)()
    expect(whole(answer._tag === 'Right' ? answer.right : null)).toEqual(
      whole(await loaded(store, nothing())),
    )
  })

  test('of a longer past than the log has is not believed: the log was taken back from a backup', () =>
    fc.assert(
      fc.asyncProperty(stories, turns, async (story, order) => {
        const snapshots = keptInMemory()
        const later = { ...readInTurns(story, nothing(), order), at: revision(1_000_000) }
        await snapshots.save(historySnapshot(campaign), encodeHistory(later))()
        const { store } = await written(story)
        const answer = await loadKept({ store, snapshots })(campaign, null)()
        if (answer._tag === 'Left') throw new Error(answer.left.is)
        expect(seen(answer.right)).toEqual(seen(readOwnFirst(story, nothing())))
      }),
      { numRuns: 20 },
    ))
})
