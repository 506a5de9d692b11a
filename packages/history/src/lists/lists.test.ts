/** The lists that people see: which campaigns there are, and each outreach in one tab. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent, CampaignId, Phase } from '@lastcall/domain'
import { campaignCodec, campaignStream, phases } from '@lastcall/domain'
import { streamName } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import type { Lists } from '..'
import { campaignsIn, campaignWith, evolveLists, outreachesIn } from '..'
import { stories } from '../stories.fixture'
import * as Told from '../story.fixture'

const { campaign, completed, created, deleted, quiesced, recorded, scheduled, started, stopped } = Told
const other = Told.hex(0xcb) as CampaignId
const [spring, autumn] = [Told.outreachAt(0), Told.outreachAt(1)]

const evolved = (from: Lists, of: CampaignId, events: readonly CampaignEvent[]): Lists =>
  recorded(campaignStream(of), campaignCodec, events).reduce(
    (lists, one, k) => evolveLists(lists, events[k] as CampaignEvent, one),
    from,
  )

/** Given these events of one campaign, when some more happen, then the lists show this. */
const given = (...before: readonly CampaignEvent[]) => ({
  when: (...events: readonly CampaignEvent[]) => {
    const lists = evolved(new Map(), campaign, [...before, ...events])
    const record = lists.get(campaign)
    const tab = (name: Phase) => (record === undefined ? [] : outreachesIn(record, name).map(([id]) => id))
    return {
      thenListed: (isListed: boolean) =>
        expect(campaignsIn(lists).map(([id]) => id)).toEqual(isListed ? [campaign] : []),
      thenTabs: (tabs: Partial<Record<Phase, readonly string[]>>) =>
        expect(Object.fromEntries(phases.map((name) => [name, tab(name)]))).toEqual({
          ...{ scheduled: [], 'in progress': [], completed: [], stopped: [] },
          ...tabs,
        }),
      lists,
    }
  },
})

describe('R10: the campaigns that exist', () => {
  test('a campaign is listed when it is created', () => given().when(created()).thenListed(true))

  test('nothing that happens to its outreaches takes it off the list', () =>
    given(created(), scheduled(spring), started(spring)).when(stopped(spring)).thenListed(true))

  test('a deleted one is not listed', () =>
    given(created(), scheduled(spring)).when(deleted()).thenListed(false))

  test('nor does anything bring it back', () =>
    given(created(), deleted()).when(created(), scheduled(spring), started(spring)).thenListed(false))

  test('one that nobody has created is not listed', () => given().when(scheduled(spring)).thenListed(false))

  test('a deleted one stays in the fold, with its stops, so that its deletion can be finished', () => {
    const { lists } = given(created(), scheduled(spring), started(spring)).when(deleted())
    expect(lists.get(campaign)?.stops).toEqual(new Map([[spring, 3]]))
  })

  test('deleting one leaves every other one as it was', () => {
    const both = evolved(evolved(new Map(), campaign, [created()]), other, [created(), scheduled(autumn)])
    const after = evolved(both, campaign, [deleted()])
    expect(campaignsIn(after)).toEqual([[other, both.get(other)]])
  })
})

describe('R11: the outreaches of a campaign by tab', () => {
  const open = [created(), scheduled(spring), scheduled(autumn)]

  test('scheduled', () =>
    given(created(), scheduled(spring))
      .when(scheduled(autumn))
      .thenTabs({ scheduled: [spring, autumn] }))
  test('in progress', () =>
    given(...open)
      .when(started(autumn))
      .thenTabs({ scheduled: [spring], 'in progress': [autumn] }))
  test('completed', () =>
    given(...open, started(autumn))
      .when(completed(autumn))
      .thenTabs({ scheduled: [spring], completed: [autumn] }))
  test('stopped, quiesced or not', () => {
    const stop = given(...open, started(autumn)).when(stopped(autumn))
    stop.thenTabs({ scheduled: [spring], stopped: [autumn] })
    const quiet = given(...open, started(autumn), stopped(autumn)).when(quiesced(autumn, 4))
    quiet.thenTabs({ scheduled: [spring], stopped: [autumn] })
  })
  test('a deletion stops what has not ended', () =>
    given(...open, started(autumn), completed(autumn))
      .when(deleted())
      .thenTabs({ completed: [autumn], stopped: [spring] }))

  test('each is in exactly one, in every sequence of events, however impossible', () =>
    fc.assert(
      fc.property(
        stories.chain(({ own }) => fc.shuffledSubarray([...own, ...own])),
        (events) => {
          const record = evolved(new Map(), campaign, events).get(campaign)
          const ids = [...(record?.state.outreaches.keys() ?? [])]
          const shown = phases.flatMap((tab) => (record === undefined ? [] : outreachesIn(record, tab)))
          expect(shown.map(([id]) => id).sort()).toEqual(ids.sort())
        },
      ),
      { numRuns: 300 },
    ))
})

test('R13: the file name is kept, and two outreaches may have the same', () => {
  const record = evolved(new Map(), campaign, [
    ...[created(), scheduled(spring, 'list.csv'), scheduled(autumn, 'list.csv')],
    ...[started(spring), stopped(spring)],
  ]).get(campaign)
  const names = phases.flatMap((tab) =>
    record === undefined ? [] : outreachesIn(record, tab).map(([id, of]) => [id, of.sealedFileName]),
  )
  expect(names).toEqual([
    [autumn, 'list.csv'],
    [spring, 'list.csv'],
  ])
})

test('an outreach is found with its campaign, and a strange one with none', () => {
  const lists = evolved(evolved(new Map(), campaign, [created()]), other, [created(), scheduled(autumn)])
  expect(campaignWith(lists, autumn)).toBe(other)
  expect(campaignWith(lists, spring)).toBeNull()
})

test('an event that stands in a stream of another kind says nothing of a campaign', () => {
  const [one] = recorded(streamName('notes-1'), campaignCodec, [created()])
  const lists: Lists = new Map()
  expect(one === undefined ? null : evolveLists(lists, created(), one)).toBe(lists)
})
