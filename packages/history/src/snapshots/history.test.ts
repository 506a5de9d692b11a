/** A history outlives its process: what was kept is read back whole, or not at all. */
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import type { History } from '..'
import { decodeHistory, encodeHistory, historyOf } from '..'
import { readInTurns, readOwnFirst, readWhole, stories, turns } from '../stories.fixture'
import { campaign, fact, grant, outreachAt, scheduled, seen, started, whole } from '../story.fixture'

const nothing = () => historyOf(campaign, null)
const one = outreachAt(0)
const sample = (): History =>
  readOwnFirst(
    {
      own: [scheduled(one), started(one), grant(one, [[0, 1]]), grant(one, [[1, 1]])],
      calls: new Map([[one, [fact(one, 'placed', 0, 1), fact(one, 'busy', 0, 1)]]]),
    },
    nothing(),
  )

/** The same bytes somewhere else: where they lie in their buffer must not matter. */
const elsewhere = (bytes: Uint8Array, offset: number): Uint8Array => {
  const buffer = new Uint8Array(bytes.length + offset)
  buffer.set(bytes, offset)
  return buffer.subarray(offset)
}

describe('a history as bytes', () => {
  test('is read back whole at any moment of any campaign', () =>
    fc.assert(
      fc.property(stories, turns, fc.boolean(), (story, order, isKnown) => {
        const known = isKnown ? readOwnFirst(story, nothing()).record : null
        const history = readInTurns(story, historyOf(campaign, known), order)
        const back = decodeHistory(campaign, encodeHistory(history))
        expect(whole(back)).toEqual(whole(history))
      }),
      { numRuns: 300 },
    ))

  test('and the tail behind it make the history that was read without a break', () =>
    fc.assert(
      fc.property(stories, turns, turns, fc.boolean(), (story, before, behind, isKnown) => {
        const known = isKnown ? readOwnFirst(story, nothing()).record : null
        const kept = encodeHistory(readInTurns(story, historyOf(campaign, known), before))
        const back = decodeHistory(campaign, kept)
        if (back === null) throw new Error('it was not read back')
        const read = readWhole(story, readInTurns(story, back, behind))
        expect(seen(read)).toEqual(seen(readOwnFirst(story, nothing())))
      }),
      { numRuns: 300 },
    ))

  test('is read wherever the bytes lie, in whatever kind of array', () => {
    const bytes = encodeHistory(sample())
    for (const offset of [0, 1, 2, 3, 4, 7]) {
      expect(whole(decodeHistory(campaign, elsewhere(bytes, offset)))).toEqual(whole(sample()))
      expect(whole(decodeHistory(campaign, Buffer.from(elsewhere(bytes, offset))))).toEqual(whole(sample()))
    }
  })

  test('is owned by whoever reads it: folding on changes neither the bytes nor another reading', () => {
    const bytes = new Uint8Array(encodeHistory(sample()))
    const before = bytes.slice()
    const [mine, other] = [decodeHistory(campaign, bytes), decodeHistory(campaign, bytes)]
    mine?.outreaches.get(one)?.recipients.codes.fill(0xffff_ffff)
    mine?.outreaches.get(one)?.recipients.open.close(0)
    expect(bytes).toEqual(before)
    expect(whole(other)).toEqual(whole(sample()))
  })

  test('takes eight bytes for a recipient and little else', () => {
    const ofMany = (recipients: number) =>
      encodeHistory(readOwnFirst({ own: [{ ...scheduled(one), recipients }], calls: new Map() }, nothing()))
        .length
    expect(ofMany(100_000) - ofMany(10)).toBeLessThan(100_000 * 8 + 100)
  })
})
