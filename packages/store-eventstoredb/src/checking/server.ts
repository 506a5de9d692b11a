/** What a server says of itself: its version, and the nodes that it knows with their roles. */
import type { EventStoreDBClient } from '@eventstore/db-client'
import { GossipClient } from '@eventstore/db-client/generated/gossip_grpc_pb'
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb'
import { MemberInfo } from '@eventstore/db-client/generated/gossip_pb'
import { ServerFeaturesClient } from '@eventstore/db-client/generated/serverfeatures_grpc_pb'
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb'
import { Empty } from '@eventstore/db-client/generated/shared_pb'
import { waited } from '../waiting'

export interface ClusterNode {
  readonly address: string
  /** `leader`, `follower`, … in the server's words, lower case. */
  readonly role: string
  readonly isAlive: boolean
}

type Answered<T> = (error: Error | null, answer: T) => void

/** The package keeps its channel to itself, and calls of its own kind go through this. */
interface Inside {
  readonly execute: <C, T>(
    service: new (...args: never[]) => C,
    name: string,
    call: (client: C) => Promise<T>,
  ) => Promise<T>
}

const asked = async <C, T, A>(
  client: EventStoreDBClient,
  ms: number,
  service: new (...args: never[]) => C,
  call: (grpc: C, answered: Answered<T>) => unknown,
  read: (answer: T) => A,
): Promise<A | null> => {
  const inside = client as unknown as Inside
  const answer = await waited(
    ms,
    inside.execute(
      service,
      'check',
      (grpc) =>
        new Promise<T>((resolve, reject) => {
          call(grpc, (error, value) => {
            if (error === null) resolve(value)
            else reject(error)
          })
        }),
    ),
  )
  return answer.is === 'answered' ? read(answer.value) : null
}

const roles = new Map(
  Object.entries(MemberInfo.VNodeState).map(([name, value]) => [value, name.toLowerCase()]),
)

const nodeOf = (member: MemberInfo): ClusterNode => ({
  address: `${member.getHttpEndPoint()?.getAddress() ?? '?'}:${member.getHttpEndPoint()?.getPort() ?? 0}`,
  role: roles.get(member.getState()) ?? 'unknown',
  isAlive: member.getIsAlive(),
})

/** Null: it does not say. */
export const versionOf = (client: EventStoreDBClient, ms: number): Promise<string | null> =>
  asked(
    client,
    ms,
    ServerFeaturesClient,
    (grpc, answered: Answered<SupportedMethods>) => grpc.getSupportedMethods(new Empty(), answered),
    (supported) => supported.getEventStoreServerVersion() || null,
  )

/** Empty: it does not say. */
export const nodesOf = async (client: EventStoreDBClient, ms: number): Promise<readonly ClusterNode[]> =>
  (await asked(
    client,
    ms,
    GossipClient,
    (grpc, answered: Answered<ClusterInfo>) => grpc.read(new Empty(), answered),
    (info) => info.getMembersList().map(nodeOf),
  )) ?? []
