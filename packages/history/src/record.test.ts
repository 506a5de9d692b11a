/** Of each outreach the revision that ended its calling: the first stop or the deletion, whichever had effect. */
import { expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import { emptyRecord, evolveRecord } from '.'
import { stories } from './stories.fixture'
import {
  completed,
  created,
  deleted,
  outreachAt,
  quiesced,
  scheduled,
  started,
  stopped,
} from './story.fixture'

const [a, b, c] = [outreachAt(0), outreachAt(1), outreachAt(2)]
const recordOf = (events: readonly CampaignEvent[]) =>
  events.reduce((record, event, k) => evolveRecord(record, event, revision(k)), emptyRecord)
const stopsOf = (...events: readonly CampaignEvent[]) => [...recordOf(events).stops]
const open = [created(), scheduled(a), scheduled(b), started(a)]

test('R15: a stop stands with its revision, and a later one changes nothing', () => {
  expect(stopsOf(...open, stopped(a), stopped(a), quiesced(a, 4), stopped(a))).toEqual([[a, 4]])
})

test('law 1: a stop behind the end of an outreach, or of one that is not there, has no effect', () => {
  expect(stopsOf(...open, completed(a), stopped(a), stopped(c))).toEqual([])
})

test('R6: a deletion is the stop of every outreach that has not ended, and of no other', () => {
  const events = [...open, scheduled(c), started(c), completed(c), stopped(a), deleted()]
  expect(stopsOf(...events)).toEqual([
    [a, 7],
    [b, 8],
  ])
})

test('what has a stop has its revision, and nothing else has one, in every sequence of events', () =>
  fc.assert(
    fc.property(
      stories.chain(({ own }) => fc.shuffledSubarray([...own, ...own])),
      (events) => {
        const { state, stops } = recordOf(events)
        const stoppedOnes = [...state.outreaches].filter(([, { stop }]) => stop !== null)
        expect([...stops.keys()].sort()).toEqual(stoppedOnes.map(([id]) => id).sort())
        for (const at of stops.values())
          expect(['OutreachStopped', 'CampaignDeleted']).toContain(events[at]?.type)
      },
    ),
    { numRuns: 300 },
  ))
