/** When a worker may leave, and when its machine may be put away: never while anybody still waits for a word of it. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { CallRinging, timestamp } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import { put } from './buckets'
import { enqueued, emptyQueue } from './queue'
import type { Dialer, LiveCall, Outbox } from './index'
import { isIdle, mayLeave } from './index'
import { autumn, created, scheduled, spring, stopped } from './world/campaign.fixture'
import { end } from './world/network.fixture'
import type { World } from './world/world.fixture'
import { clock, hex, start, world } from './world/world.fixture'

const given = (recipients = 1, ...more: readonly CampaignEvent[]): World => {
  const of = world()
  of.write(created(), scheduled(spring, recipients), ...more)
  return of
}
const leaving = (of: World, a: ReturnType<World['begin']>) => mayLeave(a.env, a.dialer(), clock(of.now(), 0))

describe('leaves', () => {
  test('not unless it was asked to', () => {
    const of = given()
    const a = of.begin('a')
    of.run(60_000)
    expect(leaving(of, a)).toBe(false)
  })

  test('when it has yielded and its calls have ended, and that is written', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    const [attempt] = of.network.arrived as [never]
    of.hold(/append DialingYielded: arrives/)
    a.tell({ is: 'shutdown' })
    of.run(100)
    expect([a.dialer().slot === null, leaving(of, a)]).toEqual([false, false])
    of.letGo()
    of.run(100)
    expect([a.dialer().slot === null, leaving(of, a)]).toEqual([true, false])
    of.hold(/append facts .*: arrives/)
    of.network.become(attempt, end())
    of.run(100)
    expect(leaving(of, a)).toBe(false)
    of.letGo()
    of.run(100)
    expect(leaving(of, a)).toBe(true)
  })

  test('when the drain is over, whatever is still live', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    a.tell({ is: 'shutdown' })
    of.run(29_990)
    expect(leaving(of, a)).toBe(false)
    of.run(10)
    expect(leaving(of, a)).toBe(true)
  })

  test('without a yield when it was halted: it holds nothing that anybody would wait for', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    a.tell({ is: 'halt', why: 'test' })
    of.network.become(of.network.arrived[0] as never, end())
    of.run(100)
    a.tell({ is: 'shutdown' })
    expect(leaving(of, a)).toBe(true)
  })
})

describe('rests', () => {
  test('not while there is somebody to call, a call to follow, a fact to write', () => {
    const of = given()
    const a = of.begin('a')
    expect(isIdle(a.dialer())).toBe(false)
    of.run(300)
    expect(isIdle(a.dialer())).toBe(false)
    of.hold(/append facts .*: answer/)
    of.network.become(of.network.arrived[0] as never, end())
    of.run(100)
    expect(isIdle(a.dialer())).toBe(false)
    of.letGo()
    of.run(1_000)
    expect(isIdle(a.dialer())).toBe(true)
  })

  test('not before a stop has fallen quiet, and not before the calls that were open then have ended', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    of.hold(/append OutreachQuiesced: arrives/)
    of.write(stopped(spring, 'drain'))
    a.tell({ is: 'woken' })
    of.run(100)
    expect(isIdle(a.dialer())).toBe(false)
    of.letGo()
    of.run(100)
    expect(a.dialer().history.record.state.outreaches.get(spring)?.stop?.quiesced).toBe(true)
    expect(isIdle(a.dialer())).toBe(false)
    of.network.become(of.network.arrived[0] as never, end())
    of.run(200)
    expect(isIdle(a.dialer())).toBe(true)
  })

  test('not while another life’s call is open', () => {
    const of = given()
    const a = of.begin('a')
    of.run(300)
    a.crash()
    of.write(stopped(spring, 'drain'))
    const b = of.begin('b')
    of.run(200)
    expect([b.dialer().resolver.size, isIdle(b.dialer())]).toEqual([1, false])
  })

  test('a stopped outreach that was never called is quiet at once', () => {
    const of = given(1, stopped(spring))
    const a = of.begin('a')
    of.run(500)
    expect(isIdle(a.dialer())).toBe(true)
  })
})

describe('each of these alone keeps a worker', () => {
  const done = () => {
    const of = given(1, scheduled(autumn, 1))
    const a = of.begin('a')
    of.run(300)
    for (const attempt of of.network.arrived) of.network.become(attempt, end())
    of.run(1_000)
    expect(isIdle(a.dialer())).toBe(true)
    return { of, a, idle: a.dialer() }
  }
  const slotOf = (idle: Dialer): NonNullable<Dialer['slot']> => ({
    ...{ id: eventId('x'), event: created(), begun: clock(0, 0), unanswered: false, asked: false },
    ...(idle.slot ?? {}),
  })
  const call = (stage: LiveCall['stage']): LiveCall => ({
    ...{ attempt: hex(1) as never, outreach: spring, recipient: 0, n: 1, stage, since: 0, askToEndAt: 0 },
  })
  const fact = CallRinging({
    ...{ at: timestamp(start), recipient: 0, n: 1, attempt: hex(1) as never, incarnation: hex(2) as never },
    sinceOriginateMs: 1,
  })
  const said = [{ id: eventId('x'), fact }]
  const outbox = (more: Partial<Outbox>): Dialer['outboxes'] =>
    new Map([[spring, { waiting: emptyQueue(), sending: [], notBefore: 0, ...more }]])
  const obstacles: Readonly<Record<string, (idle: Dialer) => Dialer>> = {
    'an append under way': (idle) => ({ ...idle, slot: slotOf(idle) }),
    'a fact that waits': (idle) => ({
      ...idle,
      outboxes: outbox({ waiting: said.reduce<Outbox['waiting']>(enqueued, emptyQueue()) }),
    }),
    'a fact on its way': (idle) => ({ ...idle, outboxes: outbox({ sending: said }) }),
    'a call': (idle) => ({ ...idle, calls: put(idle.calls, hex(1) as never, call('ringing')) }),
  }

  test.each(Object.entries(obstacles))('%s', (_, held) => {
    const { a, of, idle } = done()
    const leaving = { ...idle, halted: 'test', shutdownAt: of.now() }
    const now = clock(of.now(), 0)
    expect([isIdle(held(idle)), mayLeave(a.env, held(leaving), now)]).toEqual([false, false])
    expect(mayLeave(a.env, leaving, now)).toBe(true)
  })

  test('a call that somebody must find out about keeps its machine', () => {
    const watched = new Map([[hex(1) as never, {} as never]])
    expect(isIdle({ ...done().idle, resolver: watched })).toBe(false)
  })

  test('an attempt that is open in the history, of one outreach among others', () => {
    const { idle } = done()
    const [[id, outreach] = [spring, null]] = [...idle.history.outreaches]
    if (outreach === null) throw new Error('no outreach')
    const open = { ...outreach.recipients.open, size: 1 } as never
    const outreaches = new Map(idle.history.outreaches).set(id, {
      ...outreach,
      recipients: { ...outreach.recipients, open },
    })
    expect(isIdle({ ...idle, history: { ...idle.history, outreaches } })).toBe(false)
  })

  test.each([
    ['not started', { phase: 'scheduled' }, false],
    ['in progress', { phase: 'in progress' }, false],
    ['completed', { phase: 'completed' }, true],
    ['stopped, not quiet yet', { phase: 'stopped', stop: { quiesced: false } }, false],
    ['stopped and quiet', { phase: 'stopped', stop: { quiesced: true } }, true],
    ['in progress, whatever else is said of it', { phase: 'in progress', stop: { quiesced: true } }, false],
  ])('an outreach that is %s', (_, how, rests) => {
    const { idle } = done()
    const { state } = idle.history.record
    const outreaches = new Map(state.outreaches).set(spring, {
      ...(state.outreaches.get(spring) as never as object),
      ...how,
    } as never)
    const record = { ...idle.history.record, state: { ...state, outreaches } }
    expect(isIdle({ ...idle, history: { ...idle.history, record } })).toBe(rests)
  })

  test('a call whose last fact is written, or that nobody can find out about, keeps nobody from leaving', () => {
    const { a, of, idle } = done()
    const leaving = (stage: LiveCall['stage']) =>
      mayLeave(
        a.env,
        {
          ...idle,
          halted: 'test',
          shutdownAt: of.now(),
          calls: put(idle.calls, hex(1) as never, call(stage)),
        },
        clock(of.now(), 0),
      )
    expect((['permitted', 'placed', 'answered', 'unresolved', 'closing'] as const).map(leaving)).toEqual([
      ...[false, false, false, true, true],
    ])
  })

  test('a claim that it still holds', () => {
    const { a, of, idle } = done()
    expect(mayLeave(a.env, { ...idle, shutdownAt: of.now() }, clock(of.now(), 0))).toBe(false)
  })
})
