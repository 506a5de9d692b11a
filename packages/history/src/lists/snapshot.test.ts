/** Lists as bytes: read back whole, or not at all. */
import { expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { position } from '@lastcall/eventlog'
import * as fc from 'fast-check'
import { historyOf } from '..'
import { foldVersion } from '../snapshots/history'
import { readOwnFirst, stories } from '../stories.fixture'
import { begun, campaign, hex } from '../story.fixture'
import { decodeLists, encodeLists } from './snapshot'

const recordOf = (story: ReturnType<typeof begun>) => readOwnFirst(story, historyOf(campaign, null)).record
const sample = () => encodeLists({ lists: new Map([[campaign, recordOf(begun())]]), at: position('7') })

test('lists are read back whole, with their position', () =>
  fc.assert(
    fc.property(stories, stories, fc.option(fc.string().map(position)), (one, other, at) => {
      const lists = new Map([
        [campaign, recordOf(one)],
        [hex(0xcb) as CampaignId, recordOf(other)],
      ])
      expect(decodeLists(encodeLists({ lists, at }))).toEqual({ lists, at })
    }),
  ))

test('lists of another version of the fold are null', () => {
  const flat = JSON.parse(Buffer.from(sample()).toString()) as object
  const of = (version: unknown) => decodeLists(Buffer.from(JSON.stringify({ ...flat, version })))
  expect(of(foldVersion)).not.toBeNull()
  for (const version of [foldVersion - 1, foldVersion + 1, null, `${foldVersion}`])
    expect(of(version)).toBeNull()
})

test('lists that are cut anywhere are null', () => {
  const bytes = sample()
  for (let length = 0; length < bytes.length; length += 1) {
    expect(decodeLists(bytes.subarray(0, length))).toBeNull()
  }
})

test('anything else is null, and never an exception', () =>
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from)), (bytes) => {
      expect(decodeLists(bytes)).toBeNull()
    }),
  ))

test('any one bit turned over is never an exception', () => {
  const bytes = new Uint8Array(sample())
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const bent = bytes.slice()
    bent[bit >> 3] = (bent[bit >> 3] as number) ^ (1 << (bit & 7))
    expect(() => decodeLists(bent)).not.toThrow()
  }
})
