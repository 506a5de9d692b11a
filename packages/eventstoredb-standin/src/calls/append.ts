/** Streams/Append: one header, a message per event, one answer. */
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb'
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js'
import { status } from '@grpc/grpc-js'
import type { Fault } from '../faults'
import { append } from '../log/append'
import type { Expectation, Proposed } from '../log/record'
import type { Node } from '../node'
import { faultOf } from '../node'
import { answerOf } from '../wire/answers'
import { proposedOf } from '../wire/event'
import { appendHeaderOf } from '../wire/requests'
import type { Failure } from '../wire/status'
import { failure, failureOf, streamDeleted, tooLarge } from '../wire/status'

interface Gathered {
  stream: string
  expected: Expectation
  readonly events: Proposed[]
}

const decide = (node: Node, { stream, expected, events }: Gathered): Failure | AppendResp => {
  const { log, options } = node
  const appended = append(log, { stream, expected, events }, options.appendLimit, options.nowMs())
  if (appended.is === 'deleted') return streamDeleted(stream)
  if (appended.is === 'too large') return tooLarge(appended.limit)
  return answerOf(appended, expected) as AppendResp
}

const isFailure = (answer: Failure | AppendResp): answer is Failure => 'code' in answer

/** Does what is to be done and answers as the fault wants it. */
const carryOut = (node: Node, fault: Fault | null, done: () => Failure | AppendResp, tell: Tell): void => {
  const atOnce = failureOf(fault)
  if (atOnce !== null) return tell(atOnce)
  switch (fault?.is) {
    case 'frozen':
      return
    case 'late':
      setTimeout(done, fault.ms)
      return
    case 'swallowed':
      return void done()
    case 'slow': {
      const answer = done()
      setTimeout(() => tell(answer), fault.ms)
      return
    }
    case 'cut':
      done()
      return node.cut()
    case 'ended':
      done()
      return tell(failure(status.OK, ''))
    default:
      return tell(done())
  }
}

type Tell = (answer: Failure | AppendResp) => void

export const appendCall =
  (node: Node) =>
  (call: ServerReadableStream<AppendReq, AppendResp>, answered: sendUnaryData<AppendResp>): void => {
    const fault = faultOf(node, 'append', call.metadata)
    const gathered: Gathered = { stream: '', expected: 'any', events: [] }
    call.on('error', () => undefined)
    call.on('data', (message: AppendReq) => {
      const [header, event] = [message.getOptions(), message.getProposedMessage()]
      if (header !== undefined) Object.assign(gathered, appendHeaderOf(header))
      if (event !== undefined) gathered.events.push(proposedOf(event))
    })
    call.on('end', () => {
      carryOut(
        node,
        fault,
        () => decide(node, gathered),
        (answer) => (isFailure(answer) ? answered(answer) : answered(null, answer)),
      )
    })
  }
