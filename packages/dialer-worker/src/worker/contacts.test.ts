/** Chunks of contacts are asked for once, kept while there is room, and after a failure left alone for a while. */
import { describe, expect, test } from '@jest/globals'
import type { OutreachId } from '@lastcall/domain'
import { historyOf } from '@lastcall/history'
import { chunkOf, contactOf, onContacts, proveKeys, wantContacts } from './contacts'
import type { Contact, Dialer } from './state'
import { dialerOf } from './state'
import { autumn, spring } from './world/campaign.fixture'
import { clock, hex } from './world/world.fixture'

const fresh = dialerOf(historyOf(hex(0xca) as never, null), clock(0, 0))
const contact = (k: number): Contact => ({ offsetMinutes: 60, token: `token ${k}` })
const chunk = (first: number): readonly Contact[] => Array.from({ length: 500 }, (_, k) => contact(first + k))
const open = (dialer: Dialer, k: number, at = 0, outreach: OutreachId = spring): Dialer =>
  onContacts(wantContacts(dialer, outreach, k, clock(at, 0))[0], outreach, k, chunk(500 * k), clock(at, 0))
const failed = (at: number): Dialer =>
  onContacts(wantContacts(fresh, spring, 0, clock(at, 0))[0], spring, 0, null, clock(at, 0))

test('recipient r lies in chunk floor(r / 500), and is found there, of its own outreach alone', () => {
  expect([0, 499, 500, 1_234].map(chunkOf)).toEqual([0, 0, 1, 2])
  const dialer = open(open(fresh, 0), 2)
  expect([0, 499, 1_234].map((r) => contactOf(dialer, spring, r)?.token)).toEqual([
    ...['token 0', 'token 499', 'token 1234'],
  ])
  expect(contactOf(dialer, spring, 500)).toBeUndefined()
  expect(contactOf(dialer, autumn, 0)).toBeUndefined()
})

describe('asks', () => {
  test('once: not while it waits for the answer, nor for what is at hand', () => {
    const [asking, effects] = wantContacts(fresh, spring, 3, clock(0, 0))
    expect(effects).toEqual([{ is: 'open contacts', outreach: spring, chunk: 3 }])
    expect(wantContacts(asking, spring, 3, clock(9, 0))).toEqual([asking, []])
    expect(contactOf(asking, spring, 1_500)).toBeUndefined()
    const dialer = open(fresh, 3)
    expect(wantContacts(dialer, spring, 3, clock(9, 0))).toEqual([dialer, []])
  })

  test('again half a second after a failure, and not before', () => {
    const dialer = failed(1_000)
    expect(wantContacts(dialer, spring, 0, clock(1_499, 0))[1]).toEqual([])
    expect(wantContacts(dialer, spring, 0, clock(1_500, 0))[1]).toHaveLength(1)
    expect(proveKeys(dialer, spring, 0, clock(1_499, 0))[1]).toEqual([])
    expect(proveKeys(dialer, spring, 0, clock(1_500, 0))[1]).toHaveLength(1)
  })

  test('for no proof while it rests after a failure, and throws nothing away for it', () => {
    const lost = onContacts(
      wantContacts(open(fresh, 0), spring, 1, clock(9, 0))[0],
      spring,
      1,
      null,
      clock(9, 0),
    )
    expect(proveKeys(lost, spring, 0, clock(10, 0))).toEqual([lost, []])
    expect(contactOf(proveKeys(lost, spring, 0, clock(10, 0))[0], spring, 0)).toBeDefined()
  })

  test('for proof that keys can be read: also what is at hand, but not what is asked for already', () => {
    const dialer = open(fresh, 0)
    const [proving, effects] = proveKeys(dialer, spring, 0, clock(5, 0))
    expect(effects).toEqual([{ is: 'open contacts', outreach: spring, chunk: 0 }])
    expect(contactOf(proving, spring, 0)).toBeUndefined()
    expect(contactOf(dialer, spring, 0)).toBeDefined()
    expect(proveKeys(proving, spring, 0, clock(6, 0))).toEqual([proving, []])
  })
})

describe('keeps', () => {
  test('sixty-four chunks: the oldest one goes for the next, never one that is asked for', () => {
    const asked = wantContacts(fresh, autumn, 0, clock(0, 0))[0]
    let dialer = asked
    for (let k = 0; k < 63; k += 1) dialer = open(dialer, k)
    expect(dialer.contacts.size).toBe(64)
    const more = open(dialer, 63)
    expect(more.contacts.size).toBe(64)
    expect(contactOf(more, spring, 0)).toBeUndefined()
    expect(contactOf(more, spring, 500)).toBeDefined()
    expect([...more.contacts.values()].filter((held) => held === null)).toHaveLength(1)
  })

  test('more where all of them are asked for', () => {
    let dialer = fresh
    for (let k = 0; k < 70; k += 1) dialer = wantContacts(dialer, spring, k, clock(0, 0))[0]
    expect(dialer.contacts.size).toBe(70)
  })

  test('nothing that it did not ask for', () =>
    expect(onContacts(fresh, spring, 0, chunk(0), clock(0, 0))).toBe(fresh))
})

test('whether keys can be read is known since the answer that changed it', () => {
  expect(fresh.keys).toMatchObject({ readable: null, since: 0 })
  const lost = failed(1_000)
  expect(lost.keys).toEqual({ readable: false, since: 1_000, notBefore: 1_500 })
  expect(lost.contacts.size).toBe(0)
  const still = onContacts(
    wantContacts(lost, spring, 0, clock(2_000, 0))[0],
    spring,
    0,
    null,
    clock(2_000, 0),
  )
  expect(still.keys).toEqual({ readable: false, since: 1_000, notBefore: 2_500 })
  expect(open(still, 0, 3_000).keys).toEqual({ readable: true, since: 3_000, notBefore: 2_500 })
  expect(open(open(still, 0, 3_000), 1, 4_000).keys.since).toBe(3_000)
})
