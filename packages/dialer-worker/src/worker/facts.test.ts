/** Facts are gathered: also those that come while others are on their way, or each would cost a commit. */
import { expect, test } from '@jest/globals'
import { created, scheduled, spring } from './world/campaign.fixture'
import { end } from './world/network.fixture'
import { factsOf } from './world/promises.fixture'
import { world } from './world/world.fixture'

test('facts that come while an append of others is under way wait for company before they follow it', () => {
  const of = world()
  of.write(created(), scheduled(spring, 3))
  of.begin('a')
  of.run(200)
  const appends = () => of.diary.filter((what) => /append facts .*: arrives/.test(what)).length
  const [first, second, third] = of.network.arrived as [never, never, never]
  const before = appends()
  of.hold(/append facts .*: answer/)
  of.network.become(first, end())
  of.run(20)
  of.network.become(second, end())
  of.run(2)
  of.letGo()
  of.run(2)
  of.network.become(third, end())
  of.run(50)
  expect(factsOf(of, spring).filter(({ type }) => type === 'CallEnded')).toHaveLength(3)
  expect(appends() - before).toBe(2)
})
