/** What a stop asks of a call that is handed over already, by its policy and by how far the call has come. */
import { describe, expect, test } from '@jest/globals'
import type { HangUp } from '@lastcall/carrier'
import type { AttemptId, LiveCalls, OutreachId } from '@lastcall/domain'
import { put } from '../buckets'
import type { LiveCall } from '../state'
import { autumn, created, scheduled, spring, stopped } from '../world/campaign.fixture'
import { clock, hex, world } from '../world/world.fixture'
import { planLiveCalls } from './live-calls'

const attempt = hex(0x101) as AttemptId
const askToEndAt = 5_000

/** Spring is stopped; of one call in this stage, what is asked for. */
const asked = (
  policy: LiveCalls,
  stage: LiveCall['stage'],
  { outreach = spring, mono = askToEndAt }: { readonly outreach?: OutreachId; readonly mono?: number } = {},
) => {
  const of = world()
  of.write(created(), scheduled(spring), scheduled(autumn), stopped(spring, policy))
  const before = of.begin('a').dialer()
  const call: LiveCall = { attempt, outreach, recipient: 0, n: 1, stage, since: 0, askToEndAt }
  const [after, effects] = planLiveCalls(
    { ...before, calls: put(before.calls, attempt, call) },
    clock(mono, 0),
  )
  return { effects, askAgainAt: after.calls.get(attempt)?.askToEndAt }
}

const toEnd = (how: HangUp | null) => (how === null ? [] : [{ is: 'hang up', attempt, how }])

test.each<readonly [LiveCalls, LiveCall['stage'], HangUp | null]>([
  ['drain', 'placed', null],
  ['drain', 'ringing', null],
  ['drain', 'answered', null],
  ['cancelRinging', 'placed', 'if-ringing'],
  ['cancelRinging', 'ringing', 'if-ringing'],
  ['cancelRinging', 'answered', null],
  ['hangUpAll', 'placed', 'always'],
  ['hangUpAll', 'ringing', 'always'],
  ['hangUpAll', 'answered', 'always'],
])('%s, %s: %p', (policy, stage, how) => expect(asked(policy, stage).effects).toEqual(toEnd(how)))

test.each(['permitted', 'unresolved', 'closing'] as const)(
  'nothing is asked of a call that is not up: %s',
  (stage) => expect(asked('hangUpAll', stage).effects).toEqual([]),
)

test('R4: nothing is asked of a call of another outreach', () =>
  expect(asked('hangUpAll', 'ringing', { outreach: autumn }).effects).toEqual([]))

describe('an end is asked for', () => {
  test('from its time on, and not before', () => {
    expect(asked('hangUpAll', 'ringing', { mono: askToEndAt - 1 }).effects).toEqual([])
    expect(asked('hangUpAll', 'ringing', { mono: askToEndAt }).effects).toHaveLength(1)
  })
  test('once, unless the carrier has not heard', () =>
    expect(asked('hangUpAll', 'ringing').askAgainAt).toBe(Infinity))
})
