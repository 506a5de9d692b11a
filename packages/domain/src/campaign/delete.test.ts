/** Deleting a whole campaign, as the help page says it. */
import { timestamp } from '../values'
import {
  administrator,
  authorize,
  autumn,
  claim,
  claimed,
  completed,
  created,
  deleted,
  noon,
  quiesce,
  quiesced,
  remove,
  schedule,
  scheduled,
  spring,
  start,
  started,
  stop,
} from './sample.fixture'
import { given, stateAfter } from './specification.fixture'

const twoOutreaches = [created, scheduled(spring), scheduled(autumn), claimed(), started(spring)] as const

test('R3: the whole campaign can be deleted in one step', () =>
  given(...twoOutreaches)
    .when(remove())
    .then(deleted()))

test('R6: deleting ends every outreach that has not ended, and leaves ended ones as they are', () => {
  const { outreaches } = stateAfter(...twoOutreaches, completed(spring), deleted())
  expect(outreaches.get(spring)).toMatchObject({ phase: 'completed', stop: null })
  expect(outreaches.get(autumn)).toMatchObject({
    phase: 'stopped',
    stop: { actor: administrator.id, sealedReason: null, liveCalls: 'cancelRinging', quiesced: false },
  })
})

test('R6: nobody on its lists is called afterwards', () =>
  given(...twoOutreaches, deleted())
    .when(authorize(spring))
    .then({ is: 'campaign deleted' }))

test('R6: an outreach that was waiting does not start', () =>
  given(...twoOutreaches, deleted())
    .when(start(autumn))
    .then({ is: 'campaign deleted' }))

test('R6: every outreach that the deletion ended quiesces', () =>
  given(...twoOutreaches, deleted())
    .when(quiesce(autumn))
    .then(quiesced(autumn)))

test('R6: a deleted campaign is still claimed, so that its calls are followed to their end', () =>
  given(...twoOutreaches, deleted())
    .when(claim())
    .then(claimed()))

test.each([
  ['schedule', schedule(spring)] as const,
  ['stop', stop(spring)] as const,
  ['delete', remove()] as const,
])('R16: to %s on a deleted campaign is refused', (_, command) =>
  given(...twoOutreaches, deleted())
    .when(command)
    .then({ is: 'campaign deleted' }),
)

test('R16: what was never created cannot be deleted', () =>
  given().when(remove()).then({ is: 'unknown campaign' }))

test('records that must be kept are not deleted before their time', () => {
  const until = timestamp(noon + 1)
  given(created)
    .when({ ...remove(), retainUntil: until })
    .then({ is: 'records retained', until })
  given(created)
    .when({ ...remove(), retainUntil: timestamp(noon) })
    .then(deleted())
})
