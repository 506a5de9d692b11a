/** An acknowledged append that does not follow what was folded: somebody else's stands between, and is read first. */
import { describe, expect, test } from '@jest/globals'
import { revision } from '@lastcall/eventlog'
import { right } from 'fp-ts/lib/Either'
import { step } from './index'
import { created, scheduled, spring } from './world/campaign.fixture'
import { end } from './world/network.fixture'
import { clock, world } from './world/world.fixture'

describe('an event of the campaign', () => {
  const claiming = () => {
    const of = world()
    of.write(created(), scheduled(spring, 3))
    of.hold(/append DialingClaimed: answer/)
    const a = of.begin('a')
    of.run(50)
    const before = a.dialer()
    const at = before.history.at ?? -1
    const told = (behind: number) => {
      const id = before.slot?.id as NonNullable<typeof before.slot>['id']
      const answer = right(revision(at + behind))
      return step(a.env, before, { is: 'appended', id, answer }, clock(of.now(), 0))[0]
    }
    return { at, told }
  }

  test('that is the next one is folded, and the way is free for another', () => {
    const { at, told } = claiming()
    const after = told(1)
    expect(after).toMatchObject({ history: { at: at + 1 }, tail: { wanted: false } })
    expect(after.slot?.event.type).toBe('OutreachStarted')
  })

  test('behind somebody else’s is not folded over it: the tail is wanted, and nothing else is appended', () => {
    const { at, told } = claiming()
    const after = told(2)
    expect(after.history.at).toBe(at)
    expect(after.slot).not.toBeNull()
    expect(after.tail.wanted || after.tail.reading).toBe(true)
  })
})

describe('facts', () => {
  const sending = () => {
    const of = world()
    of.write(created(), scheduled(spring, 1))
    const a = of.begin('a')
    of.run(200)
    of.hold(/append facts .*: answer/)
    of.network.become(of.network.arrived[0] as never, end())
    of.run(20)
    const before = a.dialer()
    const callsAt = before.history.outreaches.get(spring)?.callsAt ?? -1
    const sent = before.outboxes.get(spring)?.sending.length ?? 0
    const told = (more: number) => {
      const answer = right(revision(callsAt + sent + more))
      const input = { is: 'facts appended', outreach: spring, answer } as const
      return step(a.env, before, input, clock(of.now(), 0))[0]
    }
    return { callsAt, sent, told }
  }

  test('that follow what was folded are folded at once', () => {
    const { callsAt, sent, told } = sending()
    expect(sent).toBeGreaterThan(0)
    expect(told(0).history.outreaches.get(spring)?.callsAt).toBe(callsAt + sent)
  })

  test('behind somebody else’s are read with them', () => {
    const { callsAt, told } = sending()
    const after = told(1)
    expect(after.history.outreaches.get(spring)?.callsAt ?? -1).toBe(callsAt)
    expect(after.tail.wanted || after.tail.reading).toBe(true)
    expect(after.outboxes.get(spring)?.sending).toEqual([])
  })
})
