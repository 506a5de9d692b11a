/** A connection that comes back: with back-off, for as long as it is not closed. */
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import type { Clock } from '../clock/clock'
import type { ToCaller } from '../wire/frame'
import { readToCaller } from '../wire/frame'
import { cut, fromStart } from '../wire/lines'

export interface LinkEvents {
  readonly up: () => void
  readonly down: () => void
  readonly received: (frame: ToCaller) => void
}

export interface Link {
  /** Null: bytes given to `write` leave in this very turn. Otherwise why they would not. */
  readonly obstacle: () => string | null
  readonly isUp: () => boolean
  readonly write: (text: string) => void
  readonly close: () => Promise<void>
}

const firstBackOffMs = 20
const longestBackOffMs = 1_000

export const openLink = (
  where: { readonly host: string; readonly port: number },
  clock: Clock,
  on: LinkEvents,
): Link => {
  let socket: Socket | null = null
  let up = false
  let closed = false
  let failures = 0
  let callOff: () => void = () => undefined

  const lost = (): void => {
    socket = null
    if (up) {
      up = false
      on.down()
    }
    if (closed) return
    const inMs = Math.min(firstBackOffMs * 2 ** failures, longestBackOffMs)
    failures = Math.min(failures + 1, 16)
    callOff = clock.at(clock.nowMs() + inMs, dial)
  }

  const dial = (): void => {
    const opened = connect({ ...where, noDelay: true })
    let cutting = fromStart
    socket = opened
    opened.setEncoding('utf8')
    opened.on('connect', () => {
      up = true
      failures = 0
      on.up()
    })
    opened.on('data', (chunk: string) => {
      const { lines, next } = cut(cutting, chunk)
      cutting = next
      for (const line of lines) {
        const frame = readToCaller(line)
        if (frame._tag === 'Right') on.received(frame.right)
      }
    })
    // A server that ends is gone: nothing may be written after it.
    opened.on('end', () => opened.destroy())
    opened.on('error', () => undefined)
    opened.on('close', lost)
  }

  dial()
  return {
    obstacle: () => {
      if (!up || socket === null || !socket.writable) return 'not connected'
      // With bytes still waiting, a write would leave later than the gate's turn.
      return socket.writableLength > 0 ? 'the connection is congested' : null
    },
    isUp: () => up,
    write: (text) => void socket?.write(text),
    close: () =>
      new Promise((resolve) => {
        closed = true
        callOff()
        if (socket === null) {
          resolve()
          return
        }
        socket.once('close', () => {
          resolve()
        })
        socket.destroy()
      }),
  }
}
