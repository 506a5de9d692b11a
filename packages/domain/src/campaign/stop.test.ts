/** Stopping an outreach, as the help page says it. */
import {
  administrator,
  attempt,
  authorize,
  authorized,
  autumn,
  claimed,
  complete,
  completed,
  created,
  otherLife,
  quiesce,
  quiesced,
  scheduled,
  sealed,
  spring,
  start,
  started,
  stop,
  stopped,
} from './sample.fixture'
import { given, stateAfter } from './specification.fixture'

const nothing = [] as const
const inProgress = [created, scheduled(spring), claimed(), started(spring)] as const

test('R1: calling can be stopped before the first call', () =>
  given(...inProgress)
    .when(stop(spring))
    .then(stopped(spring)))

test('R1: calling can be stopped while calls are on their way', () =>
  given(...inProgress, authorized(spring))
    .when(stop(spring))
    .then(stopped(spring)))

test('R1: after the stop nothing is authorized', () =>
  given(...inProgress, stopped(spring))
    .when(authorize(spring))
    .then({ is: 'outreach stopped' }))

test('R1: an authorization behind a stop would be seen as a violation by every fold', () =>
  expect(stateAfter(...inProgress, stopped(spring), authorized(spring)).violation).toMatch(/^G1/))

test('R3: a scheduled outreach can be stopped', () =>
  given(created, scheduled(spring)).when(stop(spring)).then(stopped(spring)))

test('R3: an outreach in progress can be stopped', () =>
  given(...inProgress)
    .when(stop(spring))
    .then(stopped(spring)))

test('R3: what was never scheduled cannot be stopped', () =>
  given(created).when(stop(spring)).then({ is: 'unknown outreach' }))

test('R4: the other outreaches of the campaign go on', () =>
  given(...inProgress, scheduled(autumn), started(autumn), stopped(spring))
    .when(authorize(autumn))
    .then(authorized(autumn)))

test('R5: a scheduled outreach that is stopped never starts, also if its start time was due', () =>
  given(created, scheduled(spring), stopped(spring), claimed())
    .when(start(spring))
    .then({ is: 'outreach stopped' }))

test('R5: a start that lands behind the stop has no effect', () =>
  expect(
    stateAfter(created, scheduled(spring), stopped(spring), started(spring)).outreaches.get(spring)?.phase,
  ).toBe('stopped'))

test('R8: a stopped outreach does not start again', () =>
  given(...inProgress, stopped(spring))
    .when(start(spring))
    .then({ is: 'outreach stopped' }))

test('R8: a stopped outreach is not completed afterwards', () =>
  given(...inProgress, stopped(spring))
    .when(complete(spring))
    .then({ is: 'outreach stopped' }))

test('R8: another worker cannot go on with it either', () =>
  given(...inProgress, stopped(spring), claimed(otherLife))
    .when(authorize(spring, otherLife))
    .then({ is: 'outreach stopped' }))

test('R12: stopping a stopped outreach is a success that says nothing new', () =>
  given(created, scheduled(spring), stopped(spring))
    .when(stop(spring))
    .then(...nothing))

test('R12: stopping a completed outreach is refused', () =>
  given(...inProgress, completed(spring))
    .when(stop(spring))
    .then({ is: 'outreach completed' }))

test('R12: a stop that lands behind the completion has no effect', () =>
  expect(stateAfter(...inProgress, completed(spring), stopped(spring)).outreaches.get(spring)).toMatchObject({
    phase: 'completed',
    stop: null,
  }))

test('R15: a stopped outreach keeps time, actor, reason and policy of its stop', () =>
  expect(stateAfter(...inProgress, stopped(spring)).outreaches.get(spring)).toMatchObject({
    phase: 'stopped',
    stop: {
      at: stopped(spring).at,
      actor: administrator.id,
      sealedReason: sealed('wrong message'),
      liveCalls: 'drain',
    },
  }))

test('G4: the quiet names every attempt that is still open', () => {
  const open = [attempt(1), attempt(2)]
  given(...inProgress, stopped(spring))
    .when({ ...quiesce(spring), open })
    .then({ ...quiesced(spring), open })
})

test('a stopped outreach quiesces once, and only a stopped one does', () => {
  given(...inProgress, stopped(spring))
    .when(quiesce(spring))
    .then(quiesced(spring))
  given(...inProgress, stopped(spring), quiesced(spring))
    .when(quiesce(spring))
    .then(...nothing)
  given(...inProgress)
    .when(quiesce(spring))
    .then({ is: 'not stopped' })
})
