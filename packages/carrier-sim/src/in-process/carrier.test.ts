import type { CarrierEvent, OriginateRequest } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import { networkInProcess, virtualClock } from '..'

const callOf = (i: number): OriginateRequest => ({
  attempt: i.toString(16).padStart(32, '0') as AttemptId,
  to: `+1202555${1000 + i}`,
  from: '+12025550100',
  messageSha256: '',
})

/** An hour of calls, one per second, in virtual time. */
const anHour = async () => {
  const clock = virtualClock()
  const network = networkInProcess({ seed: 'hour', clock, recordKey: new Uint8Array(32) })
  const carrier = network.carrier()
  const ended: CarrierEvent[] = []
  const heard = carrier.events(new AbortController().signal)
  void (async () => {
    for await (const event of heard) if (event.standing.is === 'ended') ended.push(event)
  })()
  for (let second = 0; second < 3_600; second += 1) {
    void carrier.originate(callOf(second), () => ({ is: 'go' }))()
    await clock.pass(1_000)
  }
  await clock.pass(600_000)
  network.close()
  return { ended, record: network.record() }
}

test('an hour of calls passes at once in virtual time, and comes out the same a second time', async () => {
  const [once, again] = [await anHour(), await anHour()]
  expect(again.record).toEqual(once.record)
  const refused = once.record.filter((line) => line.saw === 'refused').length
  expect(once.ended).toHaveLength(3_600 - refused)
  expect(refused).toBeGreaterThan(0)
})
