/** Gossip/Read and ServerFeatures/GetSupportedMethods: who is the leader, and what the server can do. */
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb'
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb'
import type { Empty } from '@eventstore/db-client/generated/shared_pb'
import { UUID } from '@eventstore/db-client/generated/shared_pb'
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import type { Node } from '../node'
import { faultOf } from '../node'
import { failureOf } from '../wire/status'

const member = (state: 'leader' | 'follower', port: number): MemberInfo => {
  const [info, id, at] = [new MemberInfo(), new UUID(), new EndPoint()]
  id.setString('00000000-0000-4000-8000-000000000002')
  at.setAddress('127.0.0.1')
  at.setPort(port)
  info.setInstanceId(id)
  info.setTimeStamp('0')
  info.setState(state === 'leader' ? MemberInfo.VNodeState.LEADER : MemberInfo.VNodeState.FOLLOWER)
  info.setIsAlive(true)
  info.setHttpEndPoint(at)
  return info
}

/** `ownPort`: where this node listens. */
export const gossipCall =
  (node: Node, ownPort: () => number) =>
  (call: ServerUnaryCall<Empty, ClusterInfo>, answered: sendUnaryData<ClusterInfo>): void => {
    const fault = faultOf(node, 'gossip', call.metadata)
    const atOnce = failureOf(fault)
    if (atOnce !== null) return answered(atOnce)
    if (fault !== null) return
    const { role, leaderPort } = node.options
    const info = new ClusterInfo()
    const members = [member(role, ownPort())]
    if (role === 'follower') members.push(member('leader', leaderPort))
    info.setMembersList(members)
    answered(null, info)
  }

/** Names in lower case. `batchappend` makes a client without credentials take the batch path. */
export const featuresCall =
  (node: Node) =>
  (call: ServerUnaryCall<Empty, SupportedMethods>, answered: sendUnaryData<SupportedMethods>): void => {
    const fault = faultOf(node, 'features', call.metadata)
    const atOnce = failureOf(fault)
    if (atOnce !== null) return answered(atOnce)
    if (fault !== null) return
    const supported = new SupportedMethods()
    supported.setEventStoreServerVersion(node.options.version)
    supported.setMethodsList(
      ['append', 'batchappend', 'read', 'tombstone'].map((name) => {
        const method = new SupportedMethod()
        method.setServiceName('event_store.client.streams.streams')
        method.setMethodName(name)
        return method
      }),
    )
    answered(null, supported)
  }
