/** Who may do what, and that the log says who did it. */
import {
  administrator,
  create,
  created,
  deleted,
  operator,
  remove,
  schedule,
  scheduled,
  spring,
  stop,
  stopped,
  visitor,
} from './sample.fixture'
import { given } from './specification.fixture'

describe.each([
  ['an operator', operator],
  ['a visitor', visitor],
])('R2: %s', (_, actor) => {
  test('does not stop an outreach, and nothing is written', () =>
    given(created, scheduled(spring)).when(stop(spring, actor)).then({ is: 'not an administrator' }))

  test('does not delete a campaign, and nothing is written', () =>
    given(created).when(remove(actor)).then({ is: 'not an administrator' }))

  test('is not told whether there is anything to stop', () =>
    given().when(stop(spring, actor)).then({ is: 'not an administrator' }))
})

test('R2: the actor of a stop is in its event', () => {
  expect(stopped(spring, administrator).actor).toBe(administrator.id)
  given(created, scheduled(spring)).when(stop(spring, administrator)).then(stopped(spring, administrator))
})

test('R2: the actor of a deletion is in its event', () =>
  given(created).when(remove(administrator)).then(deleted(administrator)))

test('creating and scheduling need an operator', () => {
  given()
    .when({ ...create, actor: visitor })
    .then({ is: 'not an operator' })
  given(created)
    .when({ ...schedule(spring), actor: visitor })
    .then({ is: 'not an operator' })
})

test('an administrator may do what an operator may', () => {
  given()
    .when({ ...create, actor: administrator })
    .then({ ...created, actor: administrator.id })
})
