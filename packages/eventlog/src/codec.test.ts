/** Events are found by their tag, checked, brought up to date, and never mistaken for what they are not. */
import * as t from 'io-ts'
import { eventId, position, revision, streamName } from './brand'
import { describeUnreadable, event, family } from './codec'
import type { Recorded } from './event'
import { foldPage } from './page'

const Opened = event('Opened', { by: t.string })
const Moved = event('Moved', { to: t.number }, (data) =>
  typeof data === 'object' && data !== null && 'where' in data ? { to: data.where } : data,
)
const codec = family([Opened, Moved])

const recorded = (type: string, data: unknown, at = 0): Recorded => ({
  ...{ stream: streamName('door-1'), revision: revision(at), position: position(`${at}`), id: eventId('x') },
  ...{ type, data, metadata: {}, recordedUs: 0 },
})

test('every member is found by its tag, and comes back as it went in', () => {
  for (const happened of [Opened({ by: 'me' }), Moved({ to: 3 })]) {
    const { type, data } = codec.encode(eventId('x'), happened)
    expect(data).not.toHaveProperty('type')
    expect(codec.decode(recorded(type, data))).toEqual({ _tag: 'Right', right: happened })
  }
  expect(codec.types).toEqual(['Opened', 'Moved'])
})

test('what an older program wrote reads as today’s', () =>
  expect(codec.decode(recorded('Moved', { where: 4 }))).toEqual({ _tag: 'Right', right: Moved({ to: 4 }) }))

test('an unknown type is said to be unknown, and may be newer than the program', () =>
  expect(codec.decode(recorded('Closed', {}))).toMatchObject({ left: { is: 'unknown type' } }))

test.each(['toString', 'constructor', '__proto__', ''])('nor is %p a type by accident', (type) =>
  expect(codec.decode(recorded(type, {}))).toMatchObject({ left: { is: 'unknown type' } }),
)

test('malformed contents are told by place, never repeated', () => {
  const decoded = codec.decode(recorded('Opened', { by: 5, secret: 'name' }, 7))
  if (decoded._tag === 'Right') throw new Error('must not be readable')
  expect(decoded.left).toMatchObject({ is: 'malformed', errors: { length: 1 } })
  expect(describeUnreadable(decoded.left)).toBe('door-1@7: Opened is malformed (1 errors)')
})

test('an unknown type is told by place and name', () => {
  const decoded = codec.decode(recorded('Closed', { secret: 'name' }, 7))
  if (decoded._tag === 'Right') throw new Error('must not be readable')
  expect(describeUnreadable(decoded.left)).toBe('door-1@7: event type Closed is unknown to this version')
})

test('what the codec accepts in another shape comes out in that shape: the surplus of a tuple is dropped', () => {
  const Paired = event('Paired', { pair: t.tuple([t.number, t.number]) })
  expect(family([Paired]).decode(recorded('Paired', { pair: [1, 2, 3] }))).toEqual({
    _tag: 'Right',
    right: Paired({ pair: [1, 2] }),
  })
})

test('data that fit as they are do not go through the codec, which is many times slower', () => {
  const Passed = event('Passed', { by: t.string })
  const never = {
    decode: {
      value: () => {
        throw new Error('asked')
      },
    },
  }
  const quick = family([
    Object.assign(Passed, { data: Object.create(Passed.data, never) as typeof Passed.data }),
  ])
  expect(quick.decode(recorded('Passed', { by: 'me' }))).toMatchObject({ right: { by: 'me' } })
})

test('a field of the name of the tag does not change what an event is', () =>
  expect(codec.decode(recorded('Opened', { by: 'me', type: 'Moved' }))).toMatchObject({
    right: { type: 'Opened' },
  }))

describe('a page', () => {
  const page = [
    recorded('Moved', { to: 1 }),
    recorded('Closed', {}),
    recorded('Moved', {}),
    recorded('Moved', { to: 2 }),
  ]
  const sum = (state: number, happened: ReturnType<typeof Opened> | ReturnType<typeof Moved>): number =>
    happened.type === 'Moved' ? state + happened.to : state

  test('strictly: ends at the first event that cannot be read', () =>
    expect(foldPage(codec, sum, 'stop')(0, page)).toMatchObject({ left: { is: 'unknown type' } }))

  test('leniently: passes over what cannot be read, and counts it', () =>
    expect(foldPage(codec, sum, 'skip')(10, page)).toMatchObject({ right: { state: 13, skipped: 2 } }))
})
