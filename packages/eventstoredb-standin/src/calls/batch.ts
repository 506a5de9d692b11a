/** Streams/BatchAppend: the one endless call that all appends of a channel share, to show what the product avoids. */
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb'
import { Any } from 'google-protobuf/google/protobuf/any_pb'
import { Code } from '@eventstore/db-client/generated/code_pb'
import { WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb'
import { Status } from '@eventstore/db-client/generated/status_pb'
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb'
import type { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb'
import type { ServerDuplexStream } from '@grpc/grpc-js'
import type { Appended } from '../log/append'
import { append } from '../log/append'
import type { Expectation, Proposed } from '../log/record'
import type { Node } from '../node'
import { faultOf } from '../node'
import { proposedOf } from '../wire/event'
import { batchHeaderOf } from '../wire/requests'
import { asError, failureOf } from '../wire/status'

interface Gathered {
  readonly stream: string
  readonly expected: Expectation
  readonly events: Proposed[]
}

const conflictStatus = (current: number | null): Status => {
  const wrong = new WrongExpectedVersion()
  if (current === null) wrong.setCurrentNoStream(new GoogleEmpty())
  else wrong.setCurrentStreamRevision(String(current))
  wrong.setExpectedAny(new GoogleEmpty())
  const details = new Any()
  details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion')
  const failed = new Status()
  failed.setCode(Code.FAILED_PRECONDITION)
  failed.setMessage('wrong expected version')
  failed.setDetails(details)
  return failed
}

const respond = (to: BatchAppendReq, appended: Appended): BatchAppendResp => {
  const response = new BatchAppendResp()
  response.setCorrelationId(to.getCorrelationId())
  response.setStreamIdentifier(to.getOptions()?.getStreamIdentifier())
  if (appended.is === 'written' || appended.is === 'repeat') {
    const success = new BatchAppendResp.Success()
    success.setCurrentRevision(String(appended.revision))
    success.setNoPosition(new GoogleEmpty())
    response.setSuccess(success)
  } else {
    response.setError(conflictStatus(appended.is === 'conflict' ? appended.current : null))
  }
  return response
}

export const batchCall =
  (node: Node) =>
  (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const under = new Map<string, Gathered>()
    const end = (): void => {
      node.open.delete(end)
      call.end()
    }
    node.open.add(end)
    call.on('error', () => undefined)
    call.on('close', () => node.open.delete(end))
    call.on('end', end)
    call.on('data', (message: BatchAppendReq) => {
      const id = message.getCorrelationId()?.getString() ?? ''
      const header = message.getOptions()
      if (header !== undefined) under.set(id, { ...batchHeaderOf(header), events: [] })
      const gathered = under.get(id)
      if (gathered === undefined) return
      gathered.events.push(...message.getProposedMessagesList().map(proposedOf))
      if (!message.getIsFinal()) return
      under.delete(id)
      const fault = faultOf(node, 'batch', call.metadata)
      const atOnce = failureOf(fault)
      if (atOnce !== null) {
        call.emit('error', asError(atOnce))
        return
      }
      const { log, options } = node
      if (fault?.is === 'frozen') return
      const appended = append(log, gathered, options.appendLimit, options.nowMs())
      if (fault?.is === 'ended') end()
      if (fault === null) call.write(respond(message, appended))
    })
  }
