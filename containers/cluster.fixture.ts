/** Three servers of the log that elect a leader, each in a container with a fixed address, as compose.cluster.yaml has them. */
import { checkStore } from '@lastcall/store-eventstoredb'
import { docker, freePort, image, ordered, settings } from './server.fixture'

export interface Cluster {
  readonly url: string
  /** The container that leads now. */
  readonly leader: () => Promise<string>
  readonly kill: (id: string) => void
  readonly start: (id: string) => void
  readonly remove: () => void
}

const network = 'lastcall-cluster'
const subnet = '172.31.114'

export const startCluster = async (): Promise<Cluster> => {
  ordered('network', 'create', '--subnet', `${subnet}.0/24`, network)
  const addresses = [11, 12, 13].map((last) => `${subnet}.${last}`)
  const nodes: { readonly id: string; readonly port: number }[] = []
  for (const address of addresses) {
    const port = await freePort()
    const others = addresses.filter((other) => other !== address).map((other) => `${other}:2113`)
    const given = settings({
      CLUSTER_SIZE: '3',
      DISCOVER_VIA_DNS: 'false',
      GOSSIP_SEED: others.join(','),
      REPLICATION_IP: address,
      NODE_IP: '0.0.0.0',
      ADVERTISE_HOST_TO_CLIENT_AS: '127.0.0.1',
      ADVERTISE_NODE_PORT_TO_CLIENT_AS: String(port),
    })
    const env = Object.entries(given).flatMap(([name, value]) => ['--env', `${name}=${value}`])
    // A leader that was deposed stops itself to truncate.
    const place = ['--network', network, '--ip', address, '--publish', `127.0.0.1:${port}:2113`]
    const id = docker('run', '--detach', '--restart', 'unless-stopped', ...place, ...env, image)
    if (id === null) throw new Error(`a node of ${image} does not start`)
    nodes.push({ id, port })
  }
  const url = `esdb://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`
  return {
    url,
    leader: async () => {
      const report = await checkStore(url)()
      if (report._tag === 'Left') throw new Error(JSON.stringify(report.left))
      const address = report.right.nodes.find(({ role }) => role === 'leader')?.address ?? ''
      const node = nodes.find(({ port }) => address.endsWith(`:${port}`))
      if (node === undefined) throw new Error(`nobody leads at ${address}`)
      return node.id
    },
    kill: (id) => ordered('kill', id),
    start: (id) => ordered('start', id),
    remove: () => {
      for (const { id } of nodes) docker('rm', '--force', '--volumes', id)
      docker('network', 'rm', network)
    },
  }
}
