/** A carrier over TCP: the gate is asked in the turn of the write, and what was missed is asked for again. */
import type { Carrier, CarrierEvent, CarrierLimits } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import type { Clock } from '../clock/clock'
import { systemClock } from '../clock/system'
import { broadcast } from '../exchange/broadcast'
import { simulatedLimits } from '../limits'
import type { ToCaller } from '../wire/frame'
import { written } from '../wire/frame'
import { openLink } from './link'
import { questions } from './questions'

export interface ConnectOptions {
  readonly host: string
  readonly port: number
  /** This worker's share of the trunk, and anything else that differs from `simulatedLimits`. */
  readonly limits?: Partial<CarrierLimits>
  /** How long an answer is waited for, milliseconds; 2,000 as usual. Then the originate is `unknown`. */
  readonly answerWithinMs?: number
  readonly clock?: Clock
}

export type ConnectedCarrier = Carrier & {
  /** Lets go of the connection; the calls go on. Events end. */
  readonly close: () => Promise<void>
}

const connectionLost = 'connection lost'

/** Connects in the background, and again whenever the connection is lost; `health` tells. */
export const connectNetwork = (options: ConnectOptions): ConnectedCarrier => {
  const clock = options.clock ?? systemClock
  const withinMs = options.answerWithinMs ?? 2_000
  const events = broadcast<CarrierEvent>()
  const asked = questions(clock)
  /** Calls that may still be alive: asked for again after a lost connection. */
  const watched = new Set<AttemptId>()

  const received = (frame: ToCaller): void => {
    if (frame.is === 'event') {
      if (frame.event.standing.is === 'ended') watched.delete(frame.event.attempt)
      events.tell(frame.event)
    } else if (frame.is !== 'error') asked.answered(frame)
  }

  const look = async (attempt: AttemptId) => {
    const ask = asked.next()
    link.write(written({ is: 'find', ask, attempt }))
    const settled = await asked.wait(ask, 'found', withinMs)
    if (settled.is === 'silence') return settled
    const { answer } = settled.frame
    if (answer.is !== 'found' || answer.standing.is === 'ended') watched.delete(attempt)
    else watched.add(attempt)
    return { is: 'answered', answer } as const
  }

  const link = openLink(options, clock, {
    up: () => {
      for (const attempt of watched) void look(attempt)
    },
    down: () => {
      asked.lost(connectionLost)
    },
    received,
  })

  return {
    name: 'simulated network',
    limits: simulatedLimits(options.limits),
    originate: (call, gate) => async () => {
      const ask = asked.next()
      const { attempt, to, from, messageSha256 } = call
      const bytes = written({ is: 'originate', ask, call: { attempt, to, from, messageSha256 } })
      const obstacle = link.obstacle()
      if (obstacle !== null) return { is: 'not sent', why: obstacle }
      // From here to the write nothing may wait: this is the turn of the gate.
      if (gate().is === 'no') return { is: 'released by the gate' }
      link.write(bytes)
      watched.add(attempt)
      const settled = await asked.wait(ask, 'originated', withinMs)
      if (settled.is === 'silence') return { is: 'unknown', why: settled.why }
      if (settled.frame.answer.is === 'refused') watched.delete(attempt)
      return settled.frame.answer
    },
    hangUp: (attempt, how) => async () => {
      if (!link.isUp()) return 'unreachable'
      const ask = asked.next()
      link.write(written({ is: 'hang up', ask, attempt, how }))
      const settled = await asked.wait(ask, 'hung up', withinMs)
      return settled.is === 'silence' ? 'unreachable' : settled.frame.answer
    },
    find: (attempt) => async () => {
      if (!link.isUp()) return { is: 'unknown', why: 'not connected' }
      const settled = await look(attempt)
      return settled.is === 'silence' ? { is: 'unknown', why: settled.why } : settled.answer
    },
    events: events.listen,
    health: () => async () => {
      if (!link.isUp()) return { is: 'unhealthy', why: 'not connected' }
      const ask = asked.next()
      link.write(written({ is: 'ping', ask }))
      const settled = await asked.wait(ask, 'pong', withinMs)
      return settled.is === 'silence' ? { is: 'unhealthy', why: settled.why } : { is: 'healthy' }
    },
    close: async () => {
      events.end()
      await link.close()
    },
  }
}
