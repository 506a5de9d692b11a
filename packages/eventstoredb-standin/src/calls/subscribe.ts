/** A subscription: confirmed, caught up, then live, until somebody ends it. Nothing tells it that its node is no leader. */
import { ReadResp } from '@eventstore/db-client/generated/streams_pb'
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb'
import type { ServerWritableStream } from '@grpc/grpc-js'
import { indexAfter } from '../log/record'
import type { Node } from '../node'
import { eventMessage } from '../wire/event'
import type { ReadRequest } from '../wire/requests'
import { asError, tooSlow } from '../wire/status'

const confirmation = (): ReadResp => {
  const confirmed = new ReadResp.SubscriptionConfirmation()
  confirmed.setSubscriptionId('00000000-0000-4000-8000-000000000001')
  const response = new ReadResp()
  response.setConfirmation(confirmed)
  return response
}

const caughtUp = (): ReadResp => {
  const response = new ReadResp()
  response.setCaughtUp(new ReadResp.CaughtUp())
  return response
}

/** From is exclusive here. `silent`: live events never come, and nothing says so. */
export const subscribe = (
  node: Node,
  call: ServerWritableStream<ReadReq, ReadResp>,
  { stream, from, filter }: ReadRequest,
  silent: boolean,
): void => {
  const { log, options, open } = node
  const entries = stream === null ? log.entries : (log.streams.get(stream) ?? [])
  const startOf = (at: number): number => (stream === null ? indexAfter(log, at) : at + 1)
  let next = from === 'start' ? 0 : from === 'end' ? entries.length : startOf(from)
  let [live, full, over] = [false, false, false]

  const end = (how: 'ok' | 'dropped' | 'gone'): void => {
    if (over) return
    over = true
    log.bells.delete(pump)
    open.delete(end)
    if (how === 'ok') call.end()
    if (how === 'dropped') call.emit('error', asError(tooSlow))
  }
  const waiting = (): number => entries.slice(next).filter(filter).length
  const pump = (): void => {
    if (live && silent) return
    if (live && waiting() > options.dropAfter) return end('dropped')
    while (!full && !over && next < entries.length) {
      const event = entries[next]
      next += 1
      if (event === undefined || !filter(event)) continue
      node.sent += 1
      full = !call.write(eventMessage(event))
    }
    if (live || full || over) return
    live = true
    call.write(caughtUp())
  }
  call.on('drain', () => {
    full = false
    pump()
  })
  call.on('cancelled', () => end('gone'))
  call.on('close', () => end('gone'))
  log.bells.add(pump)
  open.add(end)
  call.write(confirmation())
  pump()
}
