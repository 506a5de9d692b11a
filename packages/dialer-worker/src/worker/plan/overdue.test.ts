/** An end that was lost on the way: a call that lasts longer than any call can is asked after, and at last forgotten. */
import { describe, expect, test } from '@jest/globals'
import type { AttemptId } from '@lastcall/domain'
import { put } from '../buckets'
import type { LiveCall } from '../state'
import { spring } from '../world/campaign.fixture'
import { clock, hex, world } from '../world/world.fixture'
import { planOverdue } from './resolve'

const { env, dialer: before } = (({ env, dialer }) => ({ env, dialer: dialer() }))(world().begin('a'))
const attempt = hex(0x101) as AttemptId
const since = 60_000
/** It may have left at the end of its permit, and have travelled as long as it may. */
const longestMs = env.timing.permitMs + env.limits.travelMs + env.limits.longestCallMs

/** What becomes of one call that has been in its stage for so long. */
const after = (stage: LiveCall['stage'], ms: number) => {
  const call: LiveCall = { attempt, outreach: spring, recipient: 0, n: 1, stage, since, askToEndAt: 0 }
  const given = { ...before, calls: put(before.calls, attempt, call) }
  const next = planOverdue(env, given, clock(since + ms, 0))
  return { isKept: next.calls.has(attempt), watched: next.resolver.get(attempt), next, given }
}

describe.each(['placed', 'ringing', 'answered'] as const)('a call that is %s', (stage) => {
  test('is left alone until no call can last longer', () => {
    const { next, given } = after(stage, longestMs - 1)
    expect(next).toBe(given)
  })
  test('is asked after from then on, as one that was placed, and kept', () => {
    const { isKept, watched } = after(stage, longestMs)
    expect(watched).toMatchObject({ attempt, placed: true, incarnation: env.incarnation })
    expect(isKept).toBe(true)
  })
  test('is kept however long it lasts', () => expect(after(stage, 3 * longestMs).isKept).toBe(true))
})

test.each(['permitted', 'closing', 'unresolved'] as const)('a call that is %s is not asked after', (stage) =>
  expect(after(stage, 3 * longestMs).watched).toBeUndefined(),
)

test.each([
  [-1, true],
  [0, false],
])('an unresolved one is kept for twice the longest call (%d ms: %p)', (ms, isKept) =>
  expect(after('unresolved', 2 * env.limits.longestCallMs + ms).isKept).toBe(isKept),
)
