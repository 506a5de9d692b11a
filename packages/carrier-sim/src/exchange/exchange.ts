/** Runs the network: steps the machine, keeps its record, wakes it when something is due, and lets callers hear. */
import type { Clock } from '../clock/clock'
import type { Heard, LineId, Network, NetworkInput, NetworkState } from '../network'
import { idle, nextDue, step } from '../network'
import type { Seen } from '../network'
import type { RecordKeeper } from '../record/keeper'
import type { NetworkRecord } from '@lastcall/carrier'

/** A caller's way into the network. */
export interface Line {
  readonly id: LineId
  /** Nothing more is heard; the calls go on. */
  readonly drop: () => void
}

export interface Exchange {
  /** `hear` gets what one turn brought for this line, in order, after the record has it. */
  readonly connect: (hear: (heard: readonly Heard[]) => void) => Line
  /** Takes effect at once; answers are heard at the end of the turn. */
  readonly say: (input: NetworkInput) => void
  /** The network is gone: nothing is heard or recorded any more. */
  readonly close: () => void
}

export const exchange = (
  network: Network,
  clock: Clock,
  keeper: RecordKeeper,
  stamp: (seen: Seen) => NetworkRecord,
): Exchange => {
  let state: NetworkState = idle
  let lines = 0
  let closed = false
  let alarm: { readonly atMs: number; readonly off: () => void } | null = null
  const hearers = new Map<LineId, (heard: readonly Heard[]) => void>()
  let news = new Map<LineId, Heard[]>()

  const endTurn = (): void => {
    const told = news
    news = new Map()
    if (closed) return
    keeper.flush()
    for (const [line, heard] of told) hearers.get(line)?.(heard)
  }

  const tell = (line: LineId, heard: Heard): void => {
    if (!hearers.has(line)) return
    const batch = news.get(line)
    if (batch === undefined) news.set(line, [heard])
    else batch.push(heard)
  }

  let turn = false
  const atEndOfTurn = (): void => {
    if (turn) return
    turn = true
    queueMicrotask(() => {
      turn = false
      endTurn()
    })
  }

  const wake = (): void => {
    const atMs = nextDue(state)
    if (atMs === alarm?.atMs) return
    alarm?.off()
    alarm =
      atMs === null
        ? null
        : {
            atMs,
            off: clock.at(atMs, () => {
              alarm = null
              say({ is: 'tick' })
            }),
          }
  }

  const say = (input: NetworkInput): void => {
    if (closed) return
    const [next, effects] = step(network, state, input, clock.nowMs())
    state = next
    for (const effect of effects) {
      if (effect.is === 'record') keeper.keep(stamp(effect.seen))
      else tell(effect.line, effect.heard)
    }
    atEndOfTurn()
    wake()
  }

  return {
    connect: (hear) => {
      lines += 1
      const id = lines
      hearers.set(id, hear)
      return { id, drop: () => void hearers.delete(id) }
    },
    say,
    close: () => {
      if (closed) return
      closed = true
      alarm?.off()
      keeper.close()
    },
  }
}
