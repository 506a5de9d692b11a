/** R2: who acts is who sits there; somebody else only where the configuration grants it. */
import { describe, expect, test } from '@jest/globals'
import type { ActorId } from '@lastcall/domain'
import { actorFor } from './actor'
import type { Config } from './config/config'
import { freshConfig } from './config/init'

const id = (letter: string): ActorId => letter.repeat(32) as ActorId

const config: Config = {
  ...freshConfig(),
  people: [
    { user: 'ada', id: id('a'), roles: ['administrator'], actsFor: ['olga', 'gone'] },
    { user: 'olga', id: id('b'), roles: ['operator'] },
  ],
}

test('the user of the operating system, under a random id', () => {
  expect(actorFor(config, undefined, 'ada')).toEqual({
    _tag: 'Right',
    right: { id: id('a'), roles: ['administrator'] },
  })
  expect(actorFor(config, 'ada', 'ada')).toEqual(actorFor(config, undefined, 'ada'))
})

test('a user whom the configuration does not know has no role', () => {
  expect(actorFor(config, undefined, 'mallory')).toEqual({ _tag: 'Right', right: { id: id('0'), roles: [] } })
})

describe('--as', () => {
  test('granted: the other one acts, with the roles of the other one', () => {
    expect(actorFor(config, 'olga', 'ada')).toEqual({
      _tag: 'Right',
      right: { id: id('b'), roles: ['operator'] },
    })
  })

  test.each([
    ['not granted', 'ada', 'olga'],
    ['to a stranger', 'olga', 'mallory'],
    ['for nobody of the list', 'gone', 'ada'],
    ['for an unknown', 'nobody', 'ada'],
  ])('%s: refused, and the names are not repeated', (_, as, user) => {
    const refused = actorFor(config, as, user)
    expect(refused).toMatchObject({ left: { ending: 'refused', is: 'may not act for another' } })
    expect(JSON.stringify(refused)).not.toContain(user)
  })
})
