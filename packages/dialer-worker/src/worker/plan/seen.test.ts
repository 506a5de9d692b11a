/** What an authorization says to have seen: the calls of its own outreach, and of each that has open ones. */
import { expect, test } from '@jest/globals'
import { autumn, created, scheduled, spring } from '../world/campaign.fixture'
import { eventsOf } from '../world/promises.fixture'
import { hex, world } from '../world/world.fixture'

const winter = hex(0x33) as typeof spring

const seenBy = (...recipients: readonly [spring: number, autumn: number]) => {
  const of = world()
  of.write(created(), scheduled(spring, recipients[0]), scheduled(winter, 1, 86_400_000))
  of.begin('a')
  of.run(300)
  of.write(scheduled(autumn, recipients[1]))
  of.run(5_000)
  return eventsOf(of).flatMap((event) =>
    event.type === 'CallsAuthorized' ? [[event.outreach, event.callsSeen] as const] : [],
  )
}

test('G2: each names its own outreach, and others while they have open calls, but none without', () => {
  const [first, second] = seenBy(1, 1)
  expect(first).toEqual([spring, [[spring, null]]])
  expect(second?.[0]).toBe(autumn)
  expect(new Map(second?.[1])).toEqual(
    new Map([
      [spring, 0],
      [autumn, null],
    ]),
  )
})
