/** Starts a server that speaks the protocol of EventStoreDB from memory, alone or beside others on the same log. */
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb'
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb'
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { appendCall } from './calls/append'
import { batchCall } from './calls/batch'
import { featuresCall, gossipCall } from './calls/cluster'
import { readCall } from './calls/read'
import { deleteCall, tombstoneCall } from './calls/tombstone'
import type { Faults } from './faults'
import { newFaults } from './faults'
import type { Log } from './log/record'
import { newLog } from './log/record'
import type { Node, StandinOptions } from './node'
import { relayTo } from './relay'

export interface Standin {
  readonly port: number
  /** For the client, without TLS. */
  readonly connectionString: string
  readonly log: Log
  readonly faults: Faults
  /** How many events went out to subscriptions. */
  readonly sent: () => number
  /** How many connections there are. */
  readonly connections: () => number
  /** Breaks every connection; new ones are taken at once. */
  readonly cut: () => void
  /** Ends every subscription and batch call under way: well, as a proxy does, or as too slow. */
  readonly endStreams: (how: 'ok' | 'dropped') => void
  /** No connection gets through, and none breaks: bytes wait, as before a frozen host. */
  readonly freeze: () => void
  readonly thaw: () => void
  /** Breaks every connection and takes no other, until `restart`. What was written stays; the weak memory of ids goes. */
  readonly kill: () => Promise<void>
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port)
      else reject(error)
    })
  })

const serverOf = (node: Node, ownPort: () => number): Server => {
  const server = new Server({ 'grpc.max_receive_message_length': 64 * 1024 * 1024 })
  server.addService(StreamsService, {
    append: appendCall(node),
    batchAppend: batchCall(node),
    read: readCall(node),
    delete: deleteCall(),
    tombstone: tombstoneCall(node),
  })
  server.addService(GossipService, { read: gossipCall(node, ownPort) })
  server.addService(ServerFeaturesService, { getSupportedMethods: featuresCall(node) })
  return server
}

const defaults = (options: StandinOptions): Required<StandinOptions> => ({
  appendLimit: 1024 * 1024,
  dropAfter: Infinity,
  version: '24.10.14',
  role: 'leader',
  leaderPort: 0,
  nowMs: Date.now,
  ...options,
})

export interface StandinPlace {
  /** Where it listens. Default: the loopback alone. */
  readonly host?: string
  /** Default: a free one. */
  readonly port?: number
  /** Shared with other stand-ins, as the nodes of a cluster share theirs. Default: a log of its own. */
  readonly log?: Log
}

export const startStandin = async (
  options: StandinOptions = {},
  { host = '127.0.0.1', port = 0, log = newLog() }: StandinPlace = {},
): Promise<Standin> => {
  const faults = newFaults()
  const open: Node['open'] = new Set()
  const node: Node = { log, faults, open, sent: 0, options: defaults(options), cut: () => relay.cut() }
  const server = serverOf(node, () => relay.port)
  const relay = await relayTo(await listen(server), { host, port })
  return {
    port: relay.port,
    connectionString: `esdb://127.0.0.1:${relay.port}?tls=false`,
    log,
    faults,
    connections: relay.connections,
    cut: relay.cut,
    freeze: relay.freeze,
    thaw: relay.thaw,
    sent: () => node.sent,
    endStreams: (how) => [...open].forEach((end) => end(how)),
    kill: async () => {
      log.recent.clear()
      await relay.close()
    },
    restart: relay.reopen,
    stop: async () => {
      await relay.close()
      server.forceShutdown()
    },
  }
}
