/** A clock that stands still until it is told to go on. */
import * as heap from '../collections/heap'
import type { Clock } from './clock'

export interface VirtualClock extends Clock {
  /** Lets `ms` pass: what is due runs in order, and promises get their turns in between. */
  readonly pass: (ms: number) => Promise<void>
}

interface Alarm {
  readonly then: () => void
  off: boolean
}

const promisesSettle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const virtualClock = (): VirtualClock => {
  let nowMs = 0
  let alarms: heap.Heap<Alarm> = heap.emptyHeap
  const pass = async (ms: number): Promise<void> => {
    const until = nowMs + ms
    await promisesSettle()
    for (let next = heap.peek(alarms); next !== null && next.at <= until; next = heap.peek(alarms)) {
      alarms = heap.pop(alarms)
      nowMs = Math.max(nowMs, next.at)
      if (next.item.off) continue
      next.item.then()
      await promisesSettle()
    }
    nowMs = until
  }
  return {
    nowMs: () => nowMs,
    wallUs: () => Math.round(nowMs * 1000),
    at: (atMs, then) => {
      const alarm: Alarm = { then, off: false }
      alarms = heap.push(alarms, Math.max(atMs, nowMs), alarm)
      return () => {
        alarm.off = true
      }
    },
    pass,
  }
}
