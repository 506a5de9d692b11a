/** Calls to place, gates to ask and events to wait for. */
import type {
  CallEnd,
  CallStanding,
  Carrier,
  CarrierEvent,
  NetworkRecord,
  OriginateRequest,
  Permission,
} from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { NetworkUnderTest } from './harness'

export const callTo = (to: string): OriginateRequest => ({
  attempt: randomBytes(16).toString('hex') as AttemptId,
  to,
  from: '+12025550100',
  messageSha256: '0'.repeat(64),
})

export const go = (): Permission => ({ is: 'go' })

export const no = (): Permission => ({ is: 'no' })

/** Generous: it bounds a failure, not a success. */
const patienceMs = 8_000

/** Waits until `look` gives something; rejects with `what` when it never does. */
export const eventually = async <T>(what: string, look: () => T | null | Promise<T | null>): Promise<T> => {
  const until = Date.now() + patienceMs
  for (;;) {
    const seen = await look()
    if (seen !== null) return seen
    if (Date.now() > until) throw new Error(`never happened: ${what}`)
    await sleep(3)
  }
}

export interface Ear {
  readonly of: (attempt: AttemptId) => readonly CarrierEvent[]
  readonly until: (attempt: AttemptId, is: CallStanding['is']) => Promise<CarrierEvent>
  readonly end: (attempt: AttemptId) => Promise<CallEnd>
  readonly stop: () => Promise<void>
}

/** Listens to everything that a carrier tells. */
export const listen = (carrier: Carrier): Ear => {
  const abort = new AbortController()
  const heard: CarrierEvent[] = []
  const events = carrier.events(abort.signal)
  const listening = (async () => {
    for await (const event of events) heard.push(event)
  })()
  const of = (attempt: AttemptId): readonly CarrierEvent[] => heard.filter((e) => e.attempt === attempt)
  const until = (attempt: AttemptId, is: CallStanding['is']): Promise<CarrierEvent> =>
    eventually(`an event that the call is ${is}`, () => of(attempt).find((e) => e.standing.is === is) ?? null)
  return {
    of,
    until,
    end: async (attempt) => (await until(attempt, 'ended')).standing as CallEnd,
    stop: async () => {
      abort.abort()
      const over = sleep(patienceMs, 'too late' as const, { ref: false })
      if ((await Promise.race([listening, over])) === 'too late') throw new Error('events never ended')
    },
  }
}

export const sawOf = async (
  network: NetworkUnderTest,
  attempt: AttemptId,
): Promise<readonly NetworkRecord['saw'][]> =>
  (await network.record()).filter((line) => line.attempt === attempt).map((line) => line.saw)

/** Long enough for a wrong thing to show itself on loopback. */
export const aWhile = (): Promise<void> => sleep(60)
