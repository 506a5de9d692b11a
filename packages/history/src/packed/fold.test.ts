/** Law 5 over whole campaigns: pages of any size, in any order of the streams, make one history. */
import { describe, expect, test } from '@jest/globals'
import { callsCodec, callsStream, campaignCodec, campaignStream } from '@lastcall/domain'
import type { Recorded } from '@lastcall/eventlog'
import { describeUnreadable } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import { foldCallsPage, foldCampaignPage, historyOf } from '..'
import { readInTurns, readOwnFirst, readWhole, stories, turns } from '../stories.fixture'
import { campaign, created, fact, outreachAt, recorded, scheduled, seen, started } from '../story.fixture'

const nothing = () => historyOf(campaign, null)
const one = outreachAt(0)

describe('law 5', () => {
  test('any page sizes, any order of the streams and any overlap give the same history', () =>
    fc.assert(
      fc.property(stories, turns, (story, order) => {
        const read = readWhole(story, readInTurns(story, nothing(), order))
        expect(seen(read)).toEqual(seen(readOwnFirst(story, nothing())))
      }),
      { numRuns: 300 },
    ))

  test('with the campaign as the lists have it, facts first gives what its own stream first gives', () =>
    fc.assert(
      fc.property(stories, turns, (story, order) => {
        const expected = seen(readOwnFirst(story, nothing()))
        const { record } = readOwnFirst(story, nothing())
        const factsFirst = historyOf(campaign, record)
        expect(seen(readWhole(story, factsFirst))).toEqual(expected)
        const mixed = readInTurns(story, historyOf(campaign, record), order)
        expect(seen(readWhole(story, mixed))).toEqual(expected)
      }),
      { numRuns: 300 },
    ))

  test('what the lists knew gives room and the waits of retries, and says nothing of the record', () =>
    fc.assert(
      fc.property(stories, turns, (story, order) => {
        const { record } = readOwnFirst(story, nothing())
        const own = order.map((turn) => ({ ...turn, stream: 0 }))
        const told = readInTurns(story, historyOf(campaign, record), own)
        expect(told.record).toEqual(readInTurns(story, nothing(), own).record)
      }),
    ))

  test('the stories are worth it: open calls, retries that wait, violations and stops occur', () => {
    const reads = fc.sample(stories, 100).map((story) => readWhole(story, nothing()))
    const recipients = reads.flatMap((read) => [...read.outreaches.values()].map((of) => of.recipients))
    expect(recipients.some(({ open }) => open.size > 0)).toBe(true)
    expect(recipients.some(({ due }) => due.some((tick) => tick > 0))).toBe(true)
    expect(recipients.some(({ violation }) => violation !== null)).toBe(true)
    expect(reads.some(({ record }) => record.state.violation !== null)).toBe(true)
    expect(reads.some(({ record }) => record.stops.size > 0)).toBe(true)
  })
})

describe('a page', () => {
  const own = (...events: Parameters<typeof campaignCodec.encode>[1][]) =>
    recorded(campaignStream(campaign), campaignCodec, events)
  const opened = () => {
    const read = foldCampaignPage(nothing(), own(created(), scheduled(one), started(one)))
    return read._tag === 'Right' ? read.right : nothing()
  }
  const facts = recorded(callsStream(one), callsCodec, [
    fact(one, 'placed', 0, 1),
    fact(one, 'busy', 0, 1),
    fact(one, 'placed', 1, 1),
  ])
  const bend = (page: readonly Recorded[], k: number, bent: Partial<Recorded>): readonly Recorded[] =>
    page.map((event, at) => (at === k ? { ...event, ...bent } : event))
  const place = (read: ReturnType<typeof foldCampaignPage>): string =>
    read._tag === 'Left' ? describeUnreadable(read.left) : 'read'

  test('of the campaign with a type from a newer program is not read, and the place is named', () => {
    const page = bend(own(created(), scheduled(one), started(one)), 1, { type: 'OutreachHalted' })
    expect(place(foldCampaignPage(nothing(), page))).toBe(
      `${campaignStream(campaign)}@1: event type OutreachHalted is unknown to this version`,
    )
  })

  test('with a known type of another shape is not read, and the place is named without its contents', () => {
    const page = bend(own(created(), scheduled(one), started(one)), 2, { data: { outreach: 'secret' } })
    const said = place(foldCampaignPage(nothing(), page))
    expect(said).toMatch(new RegExp(`^${campaignStream(campaign)}@2: OutreachStarted is malformed`))
    expect(said).not.toContain('secret')
  })

  test('of facts stops in the same way', () => {
    expect(place(foldCallsPage(opened(), one, bend(facts, 1, { type: 'CallParked' })))).toContain(
      `${callsStream(one)}@1: event type CallParked`,
    )
    expect(place(foldCallsPage(opened(), one, bend(facts, 2, { data: {} })))).toContain(
      `${callsStream(one)}@2: CallPlaced is malformed`,
    )
  })

  test('that holds only what is folded already is not even decoded', () => {
    const read = foldCallsPage(opened(), one, facts)
    const history = read._tag === 'Right' ? read.right : nothing()
    expect(place(foldCallsPage(history, one, bend(facts, 1, { type: 'CallParked' })))).toBe('read')
  })

  test('of facts without room is left for later: its revision does not move', () => {
    const read = foldCallsPage(nothing(), one, facts)
    expect(read).toEqual({ _tag: 'Right', right: nothing() })
  })
})
