/** What a campaign looks like after its events: the first of a kind counts, and what cannot be has no effect. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from './event'
import { DialingYielded, OutreachQuiesced } from './event'
import { timestamp } from '../values'
import {
  administrator,
  at,
  attempt,
  authorized,
  autumn,
  claimed,
  completed,
  created,
  deleted,
  life,
  noon,
  otherLife,
  quiesced,
  scheduled,
  sealed,
  spring,
  started,
  stopped,
} from './sample.fixture'
import { stateAfter } from './specification.fixture'
import { awaitsQuiet, hasEnded, phases, unborn } from './state'

const inProgress = [created, scheduled(spring), claimed(), started(spring)] as const
const later = <E extends CampaignEvent>(event: E): E => ({ ...event, at: timestamp(noon + 60_000) })
const yielded = (incarnation = life) =>
  DialingYielded({ at, incarnation, because: 'shutdown', drainMs: 4_000 })

describe('a campaign', () => {
  test('before its first event there is none', () =>
    expect(stateAfter()).toEqual({
      settings: null,
      deleted: null,
      outreaches: new Map(),
      claim: null,
      lastAt: null,
      violation: null,
    }))

  test('keeps the settings that it was created with, and when', () => {
    const { callerId, messageSha256, hours, retry, pacing } = created
    expect(stateAfter(created).settings).toEqual({
      ...{ callerId, messageSha256, hours, retry, pacing },
      ...{ sealedName: created.sealed.name, createdAt: created.at },
    })
    expect(stateAfter(created, later({ ...created, callerId: '+12025550199' }))).toEqual(stateAfter(created))
  })

  test('keeps an outreach as it was scheduled first', () => {
    const { startAt, recipients, ciphertextSha256 } = scheduled(spring)
    expect(stateAfter(created, scheduled(spring)).outreaches.get(spring)).toEqual({
      ...{ startAt, recipients, ciphertextSha256 },
      ...{ phase: 'scheduled', stop: null, sealedFileName: sealed('file') },
    })
    expect(stateAfter(created, scheduled(spring), later(scheduled(spring, 'other')))).toEqual(
      stateAfter(created, scheduled(spring)),
    )
  })

  test('goes through the phases', () => {
    const phase = (...more: readonly CampaignEvent[]) =>
      stateAfter(created, scheduled(spring), ...more).outreaches.get(spring)?.phase
    expect([
      phase(),
      phase(started(spring)),
      phase(started(spring), completed(spring)),
      phase(stopped(spring)),
    ]).toEqual(phases)
    expect(phases).toEqual(['scheduled', 'in progress', 'completed', 'stopped'])
  })

  test('knows the time of its newest event that told something new', () => {
    expect(stateAfter(...inProgress).lastAt).toBe(at)
    expect(stateAfter(...inProgress, later(stopped(spring))).lastAt).toBe(timestamp(noon + 60_000))
    expect(stateAfter(...inProgress, later(started(autumn))).lastAt).toBe(at)
    expect(stateAfter(...inProgress, later(authorized(spring))).lastAt).toBe(at)
  })
})

describe('who dials', () => {
  test('is whoever claimed last', () => {
    expect(stateAfter(...inProgress).claim).toEqual({
      ...{ worker: 'one', incarnation: life, carrier: 'sim', silentForMs: 5_000, yielded: null },
    })
    expect(stateAfter(...inProgress, claimed(otherLife)).claim?.incarnation).toBe(otherLife)
  })

  test('gives it back by a yield, which is nobody else’s to give, and takes it again by a claim', () => {
    expect(stateAfter(...inProgress, yielded()).claim).toMatchObject({
      incarnation: life,
      yielded: { drainMs: 4_000 },
    })
    expect(stateAfter(...inProgress, yielded(otherLife)).claim?.yielded).toBeNull()
    expect(stateAfter(created, yielded()).claim).toBeNull()
    expect(stateAfter(...inProgress, yielded(), claimed()).claim?.yielded).toBeNull()
  })
})

describe('a stop', () => {
  const quiet = (open: number) =>
    OutreachQuiesced({ ...quiesced(spring), open: Array.from({ length: open }, (_, k) => attempt(k)) })
  const stopAfter = (...more: readonly CampaignEvent[]) =>
    stateAfter(...inProgress, ...more).outreaches.get(spring)?.stop

  test('awaits its quiet, the first of which counts', () => {
    expect(stopAfter(stopped(spring))).toMatchObject({ quiesced: false, openWhenQuiesced: 0 })
    expect(stopAfter(stopped(spring), quiet(2))).toMatchObject({ quiesced: true, openWhenQuiesced: 2 })
    expect(stopAfter(stopped(spring), quiet(2), quiet(1))).toMatchObject({ openWhenQuiesced: 2 })
  })

  test('quiet without a stop, or of an outreach that is not there, has no effect', () => {
    expect(stateAfter(...inProgress, later(quiet(2)))).toEqual(stateAfter(...inProgress))
    expect(stateAfter(created, later(quiet(2)))).toEqual(stateAfter(created))
  })

  test('has ended or awaits its quiet: each is said by one question', () => {
    const of = (...more: readonly CampaignEvent[]) => {
      const outreach = stateAfter(...inProgress, ...more).outreaches.get(spring)
      return outreach === undefined ? null : [hasEnded(outreach), awaitsQuiet(outreach)]
    }
    expect([of(), of(completed(spring)), of(stopped(spring)), of(stopped(spring), quiet(0))]).toEqual([
      [false, false],
      [true, false],
      [true, true],
      [true, false],
    ])
  })
})

describe('a deletion', () => {
  test('is remembered with its actor and policy; a second one has no effect', () => {
    const state = stateAfter(...inProgress, deleted())
    expect(state.deleted).toEqual({ at, actor: administrator.id, liveCalls: 'cancelRinging' })
    expect(stateAfter(...inProgress, deleted(), later({ ...deleted(), liveCalls: 'drain' }))).toEqual(state)
  })

  test('of nothing has no effect', () => expect(stateAfter(deleted())).toEqual(unborn))

  test('is the end of scheduling: what is scheduled behind it is not there', () =>
    expect(stateAfter(created, deleted(), scheduled(spring)).outreaches.size).toBe(0))

  test('does not take the reason of a stop that came before it, nor its quiet', () =>
    expect(
      stateAfter(...inProgress, stopped(spring), quiesced(spring), deleted()).outreaches.get(spring)?.stop,
    ).toMatchObject({ sealedReason: sealed('wrong message'), quiesced: true, liveCalls: 'drain' }))
})

describe('a violation', () => {
  const violation = (...events: readonly CampaignEvent[]) => stateAfter(...events).violation

  test('is an authorization where none may be, and says where', () => {
    const says = (phase: string) => `G1: CallsAuthorized for an outreach that is ${phase}`
    expect(violation(...inProgress, authorized(spring))).toBeNull()
    expect(violation(created, authorized(spring))).toBe(says('unknown'))
    expect(violation(created, scheduled(spring), authorized(spring))).toBe(says('scheduled'))
    expect(violation(...inProgress, completed(spring), authorized(spring))).toBe(says('completed'))
    expect(violation(...inProgress, stopped(spring), authorized(spring))).toBe(says('stopped'))
  })

  test('the first one counts, and nothing takes it back', () =>
    expect(
      violation(
        created,
        scheduled(spring),
        authorized(autumn),
        started(spring),
        stopped(spring),
        authorized(spring),
      ),
    ).toBe('G1: CallsAuthorized for an outreach that is unknown'))
})
