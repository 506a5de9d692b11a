/** Bytes that are no history of this campaign, by this version, are null: never an exception, never half a history. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import * as fc from 'fast-check'
import { decodeHistory, encodeHistory, historyOf } from '..'
import { readWhole } from '../stories.fixture'
import { begun, campaign, hex, whole } from '../story.fixture'
import { foldVersion } from './history'

const sample = () => readWhole(begun(), historyOf(campaign, null))

const headed = (json: string): Uint8Array => {
  const head = Buffer.from(json)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([length, head])
}

const rewritten = (bytes: Uint8Array, change: (head: Record<string, unknown>) => unknown): Uint8Array => {
  const file = Buffer.from(bytes)
  const end = 4 + file.readUInt32LE(0)
  const head = JSON.stringify(change(JSON.parse(file.toString('utf8', 4, end))))
  return Buffer.concat([headed(head), file.subarray(end)])
}

describe('bytes that are no history of this campaign are null', () => {
  test('of another campaign', () => {
    expect(decodeHistory(hex(0xcb) as CampaignId, encodeHistory(sample()))).toBeNull()
  })

  test.each([foldVersion - 1, foldVersion + 1, null, undefined])(
    'of the version %p of the fold',
    (version) => {
      const other = rewritten(encodeHistory(sample()), (head) => ({ ...head, version }))
      expect(decodeHistory(campaign, other)).toBeNull()
      const same = rewritten(encodeHistory(sample()), (head) => head)
      expect(whole(decodeHistory(campaign, same))).toEqual(whole(sample()))
    },
  )

  test('with other classes of recipients than this program counts', () => {
    const other = rewritten(encodeHistory(sample()), (head) => ({
      ...head,
      outreaches: (head['outreaches'] as { counts: number[] }[]).map((of) => ({ ...of, counts: [1, 2] })),
    }))
    expect(decodeHistory(campaign, other)).toBeNull()
  })

  test.each([1e9, -1, 2.5, 4, null, 'many'])('with a size that the bytes do not bear out: %p', (size) => {
    const other = rewritten(encodeHistory(sample()), (head) => ({
      ...head,
      outreaches: (head['outreaches'] as object[]).map((of) => ({ ...of, size })),
    }))
    expect(decodeHistory(campaign, other)).toBeNull()
  })

  test('cut anywhere, or with something behind them', () => {
    const bytes = encodeHistory(sample())
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeHistory(campaign, bytes.subarray(0, length))).toBeNull()
    }
    expect(decodeHistory(campaign, Buffer.concat([bytes, Buffer.alloc(1)]))).toBeNull()
  })

  test('of anything at all: never an exception', () =>
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(headed)), (bytes) => {
        expect(decodeHistory(campaign, bytes)).toBeNull()
      }),
    ))

  test('with any one bit turned over: never an exception', () => {
    const bytes = new Uint8Array(encodeHistory(sample()))
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const bent = bytes.slice()
      bent[bit >> 3] = (bent[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(() => decodeHistory(campaign, bent)).not.toThrow()
    }
  })
})
