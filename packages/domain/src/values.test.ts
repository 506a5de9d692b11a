/** Small values at their borders, and what is said of one that is none. */
import { describe, expect, test } from '@jest/globals'
import type * as t from 'io-ts'
import { PathReporter } from 'io-ts/lib/PathReporter'
import {
  ActorId,
  AttemptId,
  CampaignId,
  IncarnationId,
  LiveCalls,
  MinuteOfDay,
  N,
  OffsetMinutes,
  OutreachId,
  Sealed,
  Sha256,
  Timestamp,
  Whole,
  callsStream,
  campaignOf,
  campaignStream,
  endings,
  reaches,
  recipientsPrefix,
  recipientsStream,
  retryAfterMs,
  suppressionStream,
  timestamp,
} from './index'

const hex = (digit: string, length = 32): string => digit.repeat(length)
const strange: readonly unknown[] = [null, undefined, {}, [], true, Symbol('x')]

type Case = readonly [of: string, codec: t.Mixed, right: readonly unknown[], wrong: readonly unknown[]]

describe('a value is taken as it is, or not at all', () => {
  test.each<Case>([
    ['whole', Whole, [0, 1, 2 ** 53 - 1], [-1, 0.5, 2 ** 53, Number.NaN, Infinity, '1']],
    ['n', N, [1, 255], [0, 256, 1.5, '1']],
    ['offset', OffsetMinutes, [-1440, 0, 1440], [-1441, 1441, 0.5, '0']],
    ['minute of the day', MinuteOfDay, [0, 1440], [-1, 1441, 0.5, '0']],
    [
      'time',
      Timestamp,
      ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.1Z', '2026-01-31T12:00:00.123456Z'],
      [
        ...[
          '2026-01-31 12:00:00Z',
          '2026-01-31T12:00:00',
          '2026-01-31T12:00:00.Z',
          '2026-01-31T12:00:00.1234567Z',
        ],
        ...[
          'x2026-01-31T12:00:00Z',
          '2026-01-31T12:00:00Zx',
          '2026-01-31T12:00:00+00:00',
          '26-01-31T12:00:00Z',
        ],
        ...['2026-1-31T12:00:00Z', '2026-01-3T12:00:00Z', '2026-01-31T1:00:00Z', '2026-01-31T12:0:00Z'],
        ...['2026-01-31T12:00:0Z', '2026-0a-31T12:00:00Z', '2026-01-3aT12:00:00Z', 'abcd-01-31T12:00:00Z'],
        ...['2026-01-31Taa:00:00Z', '2026-01-31T12:aa:00Z', '2026-01-31T12:00:aaZ', '2026-01-31T12:00:00.aZ'],
        ...['2026-aa-31T12:00:00Z', '2026-01-aaT12:00:00Z', 0, ['2026-01-31T12:00:00Z']],
      ],
    ],
    ['sealed', Sealed, ['', 'x'], [1, ['x']]],
    [
      'sha256',
      Sha256,
      [hex('0', 64), hex('f', 64)],
      [hex('0', 63), hex('0', 65), hex('g', 64), hex('F', 64), [hex('0', 64)]],
    ],
    ['live calls', LiveCalls, ['drain', 'cancelRinging', 'hangUpAll'], ['', 'hangUp']],
    ...Object.entries({ CampaignId, OutreachId, AttemptId, ActorId, IncarnationId }).map(
      ([name, codec]): Case => [
        name,
        codec,
        [hex('0'), hex('f')],
        [hex('0', 31), hex('0', 33), hex('g'), hex('F'), ` ${hex('0')}`, [hex('0')]],
      ],
    ),
  ])('%s', (_, codec, right, wrong) => {
    for (const value of right) {
      expect(codec.is(value)).toBe(true)
      expect(codec.decode(value)).toEqual({ _tag: 'Right', right: value })
      expect(codec.encode(value)).toBe(value)
    }
    for (const value of [...wrong, ...strange]) {
      expect([value, codec.is(value)]).toEqual([value, false])
      expect(codec.decode(value)._tag).toBe('Left')
    }
  })
})

test.each<readonly [t.Mixed, string]>([
  [Whole, 'expected a whole number, 0 or more'],
  [N, 'expected a number of an authorization, 1 to 255'],
  [OffsetMinutes, 'expected an offset in minutes'],
  [MinuteOfDay, 'expected a minute of the day, 0 to 1440'],
  [Timestamp, 'expected a time such as 2026-01-31T12:00:00.000Z'],
  [Sealed, 'expected sealed text'],
  [Sha256, 'expected a SHA-256 in hex'],
  [CampaignId, 'CampaignId: 32 hex digits'],
  [OutreachId, 'OutreachId: 32 hex digits'],
  [AttemptId, 'AttemptId: 32 hex digits'],
  [ActorId, 'ActorId: 32 hex digits'],
  [IncarnationId, 'IncarnationId: 32 hex digits'],
])('what was expected is said, what was given is not: %#', (codec, says) =>
  expect(PathReporter.report(codec.decode({ secret: 'name' }))).toEqual([says]),
)

test('a time is written as it is read', () =>
  expect([timestamp(0), Timestamp.is(timestamp(1_769_860_800_123))]).toEqual([
    '1970-01-01T00:00:00.000Z',
    true,
  ]))

describe('streams', () => {
  const campaign = hex('1') as CampaignId
  const outreach = hex('2') as OutreachId

  test('have names that say whose they are', () =>
    expect([
      campaignStream(campaign),
      callsStream(outreach),
      recipientsPrefix(campaign),
      recipientsStream(campaign, outreach),
      suppressionStream,
    ]).toEqual([
      `campaign-${campaign}`,
      `calls-${outreach}`,
      `recipients-${campaign}-`,
      `recipients-${campaign}-${outreach}`,
      'suppression',
    ]))

  test('a campaign is known by its stream, and by no other', () => {
    expect(campaignOf(campaignStream(campaign))).toBe(campaign)
    for (const name of [callsStream(outreach), suppressionStream, recipientsStream(campaign, outreach)])
      expect(campaignOf(name)).toBeNull()
    for (const name of ['campaign-', 'campaign-me', `Campaign-${campaign}`, `xcampaign-${campaign}`])
      expect(campaignOf(name as never)).toBeNull()
  })
})

describe('dispositions', () => {
  test('two of them mean that the message got there', () =>
    expect([...endings, 'unresolved' as const].filter(reaches)).toEqual(['answered', 'voicemail']))

  test('what a campaign names is tried again after its wait, what it does not name never', () => {
    const retry = { maxAttempts: 2, afterMs: { busy: 0, voicemail: 60_000 } }
    expect(
      (['busy', 'voicemail', 'no-answer', 'unresolved'] as const).map((d) => retryAfterMs(retry, d)),
    ).toEqual([0, 60_000, null, null])
  })
})
