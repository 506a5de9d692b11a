/** A disk that is nearly full: nothing is authorized, so that there is room for stops and for what is still to be said. */
import { expect, test } from '@jest/globals'
import type { Life } from '../world/life.fixture'
import { created, scheduled, spring, stopped } from '../world/campaign.fixture'
import { end } from '../world/network.fixture'
import { eventsOf, factsOf } from '../world/promises.fixture'
import type { World } from '../world/world.fixture'
import { world } from '../world/world.fixture'

const authorized = (of: World): number =>
  eventsOf(of).reduce((sum, event) => sum + (event.type === 'CallsAuthorized' ? event.calls.length : 0), 0)
const claims = (of: World): number => eventsOf(of).filter(({ type }) => type === 'DialingClaimed').length
const tell = (life: Life, hasRoom: boolean): void =>
  life.tell({ is: 'health', health: { is: 'healthy' }, hasRoom })

/** Two of five are called. */
const given = (): { readonly of: World; readonly a: Life } => {
  const of = world({ limits: { concurrentCalls: 2 } })
  of.write(created(), scheduled(spring, 5))
  const a = of.begin('a')
  of.run(200)
  expect(authorized(of)).toBe(2)
  return { of, a }
}

test('nothing more is authorized; calls are followed to their end; with room again it goes on', () => {
  const { of, a } = given()
  tell(a, false)
  for (const attempt of of.network.calls.keys()) of.network.become(attempt, end())
  of.run(20_000)
  expect(authorized(of)).toBe(2)
  expect(factsOf(of, spring).filter(({ type }) => type === 'CallEnded')).toHaveLength(2)
  tell(a, true)
  of.run(200)
  expect(authorized(of)).toBe(4)
})

test('a stop falls quiet all the same', () => {
  const { of, a } = given()
  tell(a, false)
  of.write(stopped(spring))
  for (const attempt of of.network.calls.keys()) of.network.become(attempt, end())
  of.run(5_000)
  expect(eventsOf(of).map(({ type }) => type)).toContain('OutreachQuiesced')
})

test('whoever comes then claims nothing that it could not dial', () => {
  const of = world()
  of.write(created(), scheduled(spring, 5))
  const a = of.begin('a')
  tell(a, false)
  of.run(20_000)
  expect([claims(of), authorized(of)]).toEqual([0, 0])
  tell(a, true)
  of.run(500)
  expect(claims(of)).toBe(1)
})
