/** Streams/Tombstone and Streams/Delete: only the first is for good, and only it is modelled. */
import { TombstoneResp } from '@eventstore/db-client/generated/streams_pb'
import type { DeleteReq, DeleteResp, TombstoneReq } from '@eventstore/db-client/generated/streams_pb'
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import { status } from '@grpc/grpc-js'
import { tombstone } from '../log/append'
import type { Node } from '../node'
import { faultOf } from '../node'
import { nameOf } from '../wire/event'
import { failure, failureOf, streamDeleted } from '../wire/status'

export const tombstoneCall =
  (node: Node) =>
  (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answered: sendUnaryData<TombstoneResp>): void => {
    const fault = faultOf(node, 'tombstone', call.metadata)
    const atOnce = failureOf(fault)
    if (atOnce !== null) return answered(atOnce)
    if (fault?.is === 'frozen') return
    const stream = nameOf(call.request.getOptions()?.getStreamIdentifier())
    const done = tombstone(node.log, stream, node.options.nowMs())
    if (fault?.is === 'swallowed') return
    if (fault?.is === 'cut') return node.cut()
    if (done === 'deleted before') return answered(streamDeleted(stream))
    const at = new TombstoneResp.Position()
    at.setCommitPosition(String(node.log.end))
    at.setPreparePosition(String(node.log.end))
    const response = new TombstoneResp()
    response.setPosition(at)
    answered(null, response)
  }

/** A soft delete: an append would revive the stream, so nobody here may want it. */
export const deleteCall =
  () =>
  (_: ServerUnaryCall<DeleteReq, DeleteResp>, answered: sendUnaryData<DeleteResp>): void =>
    answered(failure(status.UNIMPLEMENTED, 'soft deletes are not modelled'))
