/** Streams/BatchAppend: the one endless call that all appends of a channel share, to show what the product avoids. */
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb'
import { Any } from 'google-protobuf/google/protobuf/any_pb'
import { Code } from '@eventstore/db-client/generated/code_pb'
import {
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb'
import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb'
import type * as jspb from 'google-protobuf'
import { Status } from '@eventstore/db-client/generated/status_pb'
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb'
import type { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb'
import type { ServerDuplexStream } from '@grpc/grpc-js'
import type { Appended } from '../log/append'
import { append } from '../log/append'
import type { Expectation, Proposed } from '../log/record'
import type { Node } from '../node'
import { faultOf } from '../node'
import { identifierOf, proposedOf } from '../wire/event'
import { batchHeaderOf } from '../wire/requests'
import { asError, failureOf } from '../wire/status'

interface Gathered {
  readonly stream: string
  readonly expected: Expectation
  readonly events: Proposed[]
  readonly isOver: boolean
}

/** A server decides by its own clock, and the deadline is a time of the client's clock. */
const isOver = (header: BatchAppendReq.Options, nowMs: number): boolean => {
  const deadline = header.getDeadline()
  return deadline !== undefined && deadline.toDate().getTime() < nowMs
}

type Failed = Exclude<Appended, { is: 'written' | 'repeat' }> | { readonly is: 'over' }

const detailsOf = (failed: Failed, stream: StreamIdentifier | undefined): readonly [string, jspb.Message] => {
  switch (failed.is) {
    case 'conflict': {
      const wrong = new WrongExpectedVersion()
      if (failed.current === null) wrong.setCurrentNoStream(new GoogleEmpty())
      else wrong.setCurrentStreamRevision(String(failed.current))
      wrong.setExpectedAny(new GoogleEmpty())
      return ['WrongExpectedVersion', wrong]
    }
    case 'deleted': {
      const deleted = new StreamDeleted()
      deleted.setStreamIdentifier(stream)
      return ['StreamDeleted', deleted]
    }
    case 'too large': {
      const large = new MaximumAppendSizeExceeded()
      large.setMaxappendsize(failed.limit)
      return ['MaximumAppendSizeExceeded', large]
    }
    case 'over':
      return ['Timeout', new Timeout()]
  }
}

const statusOf = (failed: Failed, stream: StreamIdentifier | undefined): Status => {
  const [name, message] = detailsOf(failed, stream)
  const details = new Any()
  details.pack(message.serializeBinary(), `event_store.client.${name}`)
  const answer = new Status()
  answer.setCode(Code.FAILED_PRECONDITION)
  answer.setMessage(failed.is)
  answer.setDetails(details)
  return answer
}

const respond = (to: BatchAppendReq, stream: string, appended: Appended | Failed): BatchAppendResp => {
  const response = new BatchAppendResp()
  response.setCorrelationId(to.getCorrelationId())
  response.setStreamIdentifier(identifierOf(stream))
  if (appended.is === 'written' || appended.is === 'repeat') {
    const success = new BatchAppendResp.Success()
    success.setCurrentRevision(String(appended.revision))
    success.setNoPosition(new GoogleEmpty())
    response.setSuccess(success)
  } else {
    response.setError(statusOf(appended, identifierOf(stream)))
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
      if (header !== undefined) {
        under.set(id, { ...batchHeaderOf(header), events: [], isOver: isOver(header, node.options.nowMs()) })
      }
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
      const appended = gathered.isOver
        ? ({ is: 'over' } as const)
        : append(log, gathered, options.appendLimit, options.nowMs())
      if (fault?.is === 'ended') end()
      if (fault === null) call.write(respond(message, gathered.stream, appended))
    })
  }
