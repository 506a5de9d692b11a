/** Creating campaigns and scheduling outreaches, as the help page says it. */
import { campaignCodec } from './event'
import {
  authorize,
  authorized,
  autumn,
  claim,
  claimed,
  complete,
  completed,
  create,
  created,
  life,
  otherLife,
  quiesce,
  schedule,
  scheduled,
  sealed,
  spring,
  start,
  started,
  stopped,
} from './sample.fixture'
import { given, stateAfter } from './specification.fixture'

const inProgress = [created, scheduled(spring), claimed(), started(spring)] as const

test('a campaign is created once', () => {
  given().when(create).then(created)
  given(created).when(create).then({ is: 'campaign exists' })
})

test.each([
  ['calling hours must open before they close', { hours: { opensMin: 600, closesMin: 600 } }],
  ['calling hours must open before they close', { hours: { opensMin: 601, closesMin: 600 } }],
  ['maxAttempts must be 1 to 255', { retry: { maxAttempts: 0, afterMs: {} } }],
  ['maxAttempts must be 1 to 255', { retry: { maxAttempts: 256, afterMs: {} } }],
  ['callsPerSecond must be at least 1', { pacing: { callsPerSecond: 0, channels: 1 } }],
  ['channels must be at least 1', { pacing: { callsPerSecond: 1, channels: 0 } }],
])('settings that make no sense are refused: %s', (what, wrong) =>
  given()
    .when({ ...create, settings: { ...create.settings, ...wrong } })
    .then({ is: 'settings out of range', what }),
)

test.each([
  [{ hours: { opensMin: 600, closesMin: 601 } }],
  [{ retry: { maxAttempts: 1, afterMs: {} } }],
  [{ retry: { maxAttempts: 255, afterMs: {} } }],
  [{ pacing: { callsPerSecond: 1, channels: 1 } }],
])('settings at the border of sense are taken: %j', (just) =>
  given()
    .when({ ...create, settings: { ...create.settings, ...just } })
    .then({ ...created, ...just }),
)

test('R7: there is no pause: no event of a campaign speaks of one, nor of going on', () =>
  expect(campaignCodec.types.filter((type) => /pause|resum|restart|reopen/i.test(type))).toEqual([]))

test('R9: those who could not be called are scheduled again as a new outreach', () =>
  given(created, scheduled(spring), stopped(spring)).when(schedule(autumn)).then(scheduled(autumn)))

test('R9: never as the old one', () =>
  given(created, scheduled(spring), stopped(spring)).when(schedule(spring)).then({ is: 'outreach exists' }))

test('R13: an outreach keeps its file name', () =>
  expect(stateAfter(created, scheduled(spring, 'may.csv')).outreaches.get(spring)?.sealedFileName).toBe(
    sealed('may.csv'),
  ))

test('R13: two outreaches may come from files of one name', () =>
  given(created, scheduled(spring, 'may.csv'))
    .when(schedule(autumn, 'may.csv'))
    .then(scheduled(autumn, 'may.csv')))

test('R14: in the library a stop is one step: the rules ask for no confirmation', () =>
  expect(campaignCodec.types.filter((type) => /confirm/i.test(type))).toEqual([]))

test('an outreach without recipients is refused', () =>
  given(created)
    .when({ ...schedule(spring), recipients: 0 })
    .then({ is: 'no recipients' }))

test('only the latest claimant starts, authorizes and completes', () => {
  const refusal = { is: 'another claimant' } as const
  given(created, scheduled(spring)).when(start(spring)).then(refusal)
  given(...inProgress, claimed(otherLife))
    .when(authorize(spring, life))
    .then(refusal)
  given(...inProgress, claimed(otherLife))
    .when(complete(spring, life))
    .then(refusal)
  given(...inProgress)
    .when(authorize(spring))
    .then(authorized(spring))
  given(...inProgress)
    .when(complete(spring))
    .then(completed(spring))
})

test('after a yield the one who yielded authorizes no more', () =>
  given(...inProgress, {
    type: 'DialingYielded',
    at: created.at,
    incarnation: life,
    because: 'shutdown',
    drainMs: 1,
  })
    .when(authorize(spring))
    .then({ is: 'another claimant' }))

test('what has not started cannot be completed, nor called; what is completed stays so', () => {
  const waiting = [created, scheduled(spring), claimed()] as const
  given(...waiting)
    .when(start(spring))
    .then(started(spring))
  given(...waiting)
    .when(complete(spring))
    .then({ is: 'outreach not in progress' })
  given(...waiting)
    .when(authorize(spring))
    .then({ is: 'outreach not in progress' })
  const done = [...inProgress, completed(spring)] as const
  given(...done)
    .when(complete(spring))
    .then()
  given(...done)
    .when(start(spring))
    .then({ is: 'outreach completed' })
  given(...done)
    .when(authorize(spring))
    .then({ is: 'outreach completed' })
})

test('an outreach or a campaign that is not there is said to be unknown', () => {
  given(created, claimed()).when(start(autumn)).then({ is: 'unknown outreach' })
  given(created).when(quiesce(autumn)).then({ is: 'unknown outreach' })
  given().when(schedule(spring)).then({ is: 'unknown campaign' })
})

test('who holds the claim gives it back; nobody else can', () => {
  const back = { at: created.at, incarnation: life, because: 'shutdown', drainMs: 1 } as const
  given(...inProgress)
    .when({ type: 'YieldDialing', ...back })
    .then({ type: 'DialingYielded', ...back })
  given(...inProgress)
    .when({ type: 'YieldDialing', ...back, incarnation: otherLife })
    .then({ is: 'another claimant' })
  given(created)
    .when({ type: 'YieldDialing', ...back })
    .then({ is: 'another claimant' })
})

test('starting twice says nothing new; an empty authorization neither', () => {
  given(...inProgress)
    .when(start(spring))
    .then()
  given(...inProgress)
    .when({ ...authorize(spring), calls: [] })
    .then()
})

test('nothing is claimed of a campaign that is not there', () =>
  given().when(claim()).then({ is: 'unknown campaign' }))
