/** The stop's policy: who is asked to end is asked once, and nobody else is asked at all. */
import { expect, test } from '@jest/globals'
import type { LiveCalls } from '@lastcall/domain'
import { created, scheduled, spring, stopped } from '../world/campaign.fixture'
import { world } from '../world/world.fixture'

/** Of four calls one rings, one is answered, and two are just placed; how often the carrier is asked to end some. */
const askedAfter = (policy: LiveCalls): number => {
  const of = world()
  of.write(created(), scheduled(spring, 4))
  of.begin('a')
  of.run(200)
  const [first, second] = of.network.arrived
  of.network.become(first as never, { is: 'ringing', sinceOriginateMs: 10 })
  of.network.become(second as never, { is: 'answered', sinceOriginateMs: 20 })
  of.run(50)
  of.write(stopped(spring, policy))
  of.run(2_000)
  return of.diary.filter((what) => what.endsWith('hang up')).length
}

test.each<readonly [LiveCalls, number]>([
  ['drain', 0],
  ['cancelRinging', 3],
  ['hangUpAll', 4],
])('%s: %i are asked to end', (policy, asked) => expect(askedAfter(policy)).toBe(asked))
