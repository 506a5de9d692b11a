/** Over a long list and a long time: a list that is called in vain is not opened over and over. */
import { expect, test } from '@jest/globals'
import { created, scheduled, spring } from '../world/campaign.fixture'
import { eventsOf } from '../world/promises.fixture'
import { hex, world } from '../world/world.fixture'

test('G6: a closed window: nobody is authorized, and the list is not opened over and over', () => {
  const of = world({ contact: () => ({ offsetMinutes: 600, token: hex(1) }) })
  of.write(created({ hours: { opensMin: 540, closesMin: 1_260 } }), scheduled(spring, 60_000))
  of.begin('a')
  of.run(60_000, () => false, 50)
  expect(eventsOf(of).filter(({ type }) => type === 'CallsAuthorized')).toEqual([])
  expect(of.diary.filter((what) => what.endsWith('open contacts')).length).toBeLessThan(2_400)
})
