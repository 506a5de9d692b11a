/** Streams/Read without a subscription: a stream or the whole log, either way, and then the end. */
import { ReadResp } from '@eventstore/db-client/generated/streams_pb'
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb'
import type { ServerWritableStream } from '@grpc/grpc-js'
import { indexAfter } from '../log/record'
import type { Log, Stored } from '../log/record'
import type { Node } from '../node'
import { faultOf } from '../node'
import { eventMessage, identifierOf } from '../wire/event'
import type { ReadRequest } from '../wire/requests'
import { readRequestOf } from '../wire/requests'
import { asError, failureOf, streamDeleted } from '../wire/status'
import { subscribe } from './subscribe'

type ReadCall = ServerWritableStream<ReadReq, ReadResp>

/** From is inclusive here. */
const chosen = (log: Log, request: ReadRequest): readonly Stored[] => {
  const { stream, from, backwards, limit, filter } = request
  const held = stream === null ? log.entries : (log.streams.get(stream) ?? [])
  const end = held.length
  const first = stream === null ? (at: number) => indexAfter(log, at - 1) : (at: number) => at
  if (backwards) {
    const last = from === 'end' ? end - 1 : from === 'start' ? -1 : Math.min(first(from), end - 1)
    return held
      .slice(0, last + 1)
      .filter(filter)
      .slice(-limit)
      .reverse()
  }
  const start = from === 'start' ? 0 : from === 'end' ? end : first(from)
  const rest = held.slice(start)
  return rest.filter(filter).slice(0, limit)
}

const notFound = (stream: string): ReadResp => {
  const missing = new ReadResp.StreamNotFound()
  missing.setStreamIdentifier(identifierOf(stream))
  const response = new ReadResp()
  response.setStreamNotFound(missing)
  return response
}

/** Or nobody reads any more. Neither listener stays: a long stream waits many times. */
const roomIn = (call: ReadCall): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      call.off('drain', done)
      call.off('cancelled', done)
      resolve()
    }
    call.once('drain', done)
    call.once('cancelled', done)
  })

const write = async (call: ReadCall, events: readonly Stored[]): Promise<void> => {
  for (const event of events) {
    if (call.cancelled) return
    if (call.write(eventMessage(event))) continue
    await roomIn(call)
  }
}

const answer = async ({ log }: Node, call: ReadCall, request: ReadRequest): Promise<void> => {
  const { stream } = request
  if (stream !== null && log.tombstones.has(stream)) {
    call.emit('error', asError(streamDeleted(stream)))
    return
  }
  if (stream !== null && !log.streams.has(stream)) call.write(notFound(stream))
  else await write(call, chosen(log, request))
  call.end()
}

export const readCall =
  (node: Node) =>
  (call: ReadCall): void => {
    const request = readRequestOf(call.request)
    const kind = request.subscription ? 'subscribe' : request.stream === null ? 'read all' : 'read'
    const fault = faultOf(node, kind, call.metadata)
    call.on('error', () => undefined)
    const atOnce = failureOf(fault)
    if (atOnce !== null) {
      call.emit('error', asError(atOnce))
      return
    }
    if (fault?.is === 'frozen' || fault?.is === 'swallowed') return
    if (fault?.is === 'cut') return node.cut()
    if (fault?.is === 'ended') {
      call.end()
      return
    }
    if (request.subscription) return subscribe(node, call, request, fault?.is === 'silent')
    setTimeout(() => void answer(node, call, request), fault?.is === 'slow' ? fault.ms : 0)
  }
