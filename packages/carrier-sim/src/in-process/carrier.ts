/** The same network without sockets: for tests, benches and machines that are all one process. */
import type {
  Carrier,
  CarrierEvent,
  CarrierLimits,
  Found,
  NetworkRecord,
  Originated,
} from '@lastcall/carrier'
import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock/clock'
import { systemClock } from '../clock/system'
import { broadcast } from '../exchange/broadcast'
import type { Exchange } from '../exchange/exchange'
import { exchange } from '../exchange/exchange'
import { simulatedLimits } from '../limits'
import type { Heard, NetworkInput } from '../network'
import type { NetworkOptions } from '../options'
import { configure } from '../options'
import { recordInMemory, stamper } from '../record/keeper'

export interface InProcessOptions extends NetworkOptions {
  readonly clock?: Clock
  /** Makes the tokens of the record repeatable; random if left out. */
  readonly recordKey?: Uint8Array
}

export interface InProcessNetwork {
  /** A new caller: its events are those of calls that it originated or asked for. */
  readonly carrier: (limits?: Partial<CarrierLimits>) => Carrier
  readonly record: () => readonly NetworkRecord[]
  /** The network is gone: nothing can be sent any more, and events end. */
  readonly close: () => void
}

type Answer = Extract<Heard, { ask: number }>['answer']
/** Leaves the caller's number of the question to be filled in. */
type Question = NetworkInput extends infer I
  ? I extends { ask: number }
    ? Omit<I, 'ask' | 'line'>
    : never
  : never

const down = 'the network is gone'

const caller = (network: Exchange, isDown: () => boolean, limits: CarrierLimits): [Carrier, () => void] => {
  const events = broadcast<CarrierEvent>()
  const waiting = new Map<number, (answer: Answer | null) => void>()
  let asked = 0
  const line = network.connect((batch) => {
    for (const heard of batch) {
      if (heard.is === 'event') events.tell(heard.event)
      else waiting.get(heard.ask)?.(heard.answer)
    }
  })
  /** Null: the network went away before it answered. */
  const ask = <A extends Answer>(question: Question): Promise<A | null> =>
    new Promise((resolve) => {
      asked += 1
      const number = asked
      waiting.set(number, (answer) => {
        waiting.delete(number)
        resolve(answer as A | null)
      })
      network.say({ ...question, line: line.id, ask: number })
    })
  const end = (): void => {
    for (const settle of [...waiting.values()]) settle(null)
    events.end()
  }
  const carrier: Carrier = {
    name: 'simulated network, in process',
    limits,
    originate: (call, gate) => async () => {
      if (isDown()) return { is: 'not sent', why: down }
      if (gate().is === 'no') return { is: 'released by the gate' }
      const answer = await ask<Extract<Originated, { is: 'accepted' | 'refused' }>>({ is: 'originate', call })
      return answer ?? { is: 'unknown', why: down }
    },
    hangUp: (attempt, how) => async () =>
      (isDown() ? null : await ask<'asked' | 'unknown call'>({ is: 'hang up', attempt, how })) ??
      'unreachable',
    find: (attempt) => async () =>
      (isDown() ? null : await ask<Found>({ is: 'find', attempt })) ?? { is: 'unknown', why: down },
    events: events.listen,
    health: () => async () => (isDown() ? { is: 'unhealthy', why: down } : { is: 'healthy' }),
  }
  return [carrier, end]
}

export const networkInProcess = (options: InProcessOptions): InProcessNetwork => {
  const clock = options.clock ?? systemClock
  const keeper = recordInMemory()
  const stamp = stamper(clock, options.recordKey ?? randomBytes(32))
  const configured = configure(options)
  const network = exchange(configured, clock, keeper, stamp)
  const ends: (() => void)[] = []
  let isDown = false
  const { callsPerSecond, concurrentCalls, longestCallMs } = configured
  return {
    carrier: (said) => {
      const limits = simulatedLimits({ callsPerSecond, concurrentCalls, longestCallMs, travelMs: 0, ...said })
      const [carrier, end] = caller(network, () => isDown, limits)
      ends.push(end)
      return carrier
    },
    record: keeper.lines,
    close: () => {
      isDown = true
      network.close()
      for (const end of ends) end()
    },
  }
}
