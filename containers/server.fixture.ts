/** A server of the log in a container of its own, from the image that is named; and why there is none, where there is none. */
import { afterAll } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { StartedNetwork, WaitStrategy } from 'testcontainers'
import { GenericContainer, Network } from 'testcontainers'

/** Version 24.10 is the oldest that is maintained; this patch is what the stand-in follows. For amd64 alone. */
export const image = process.env['LASTCALL_EVENTSTORE_IMAGE'] ?? 'eventstore/eventstore:24.10.14'

// Nothing is pulled: the container that would tidy up after a crash is one more image. What is started here ends here.
process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true'
process.env['TESTCONTAINERS_HOST_OVERRIDE'] ??= '127.0.0.1'

/** Answers what it printed; null where it failed. */
export const docker = (...args: readonly string[]): string | null => {
  const { status, stdout } = spawnSync('docker', args, { encoding: 'utf8', timeout: 30_000 })
  return status === 0 ? stdout.trim() : null
}

export const ordered = (...args: readonly string[]): void => {
  if (docker(...args) === null) throw new Error(`docker ${args.join(' ')}`)
}

const why = (): string | null => {
  if (docker('--version') === null) return 'Docker is not installed'
  if (docker('version') === null) return 'no Docker engine answers'
  return docker('image', 'inspect', image) === null
    ? `the image ${image} is not here, and is not pulled`
    : null
}

/** Why these suites are skipped. Null: they run. */
export const missing = why()

/** It keeps its log in memory and is one node: what a suite says of the disk or of a quorum cannot be asked of it. */
export const isStandin =
  missing === null &&
  (docker('image', 'inspect', '--format', '{{.Config.Entrypoint}}', image) ?? '').includes('standin')

const prefix = image.includes('kurrentdb') ? 'KURRENTDB' : 'EVENTSTORE'

/** Settings as servers of the image's age read them. */
export const settings = (given: Readonly<Record<string, string>>): Record<string, string> => ({
  DOTNET_ThreadPool_ForceMinWorkerThreads: '20',
  ...Object.fromEntries(
    Object.entries({ INSECURE: 'true', TELEMETRY_OPTOUT: 'true', RUN_PROJECTIONS: 'None', ...given }).map(
      ([name, value]) => [`${prefix}_${name}`, value],
    ),
  ),
})

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Whoever opens the store waits for it; the usual strategies need a shell in the image. */
const atOnce: WaitStrategy = {
  waitUntilReady: () => Promise.resolve(),
  withStartupTimeout: () => atOnce,
  isStartupTimeoutSet: () => true,
  getStartupTimeout: () => 0,
}

export interface ContainedServer {
  readonly id: string
  /** For the client. The port is the same after a restart. */
  readonly url: string
  readonly pause: () => void
  readonly unpause: () => void
  /** With SIGKILL. */
  readonly kill: () => void
  readonly start: () => void
  /** No packet reaches it or leaves it, until it is joined again. */
  readonly cut: () => void
  readonly join: () => void
  readonly remove: () => Promise<void>
}

const running = new Set<string>()
process.once('exit', () => {
  for (const id of running) docker('rm', '--force', '--volumes', id)
})

let joint: Promise<StartedNetwork> | null = null
/** One for all servers of a test file: making one takes as long as starting a server. */
const ownNetwork = (): Promise<StartedNetwork> => (joint ??= new Network().start())
afterAll(async () => {
  await (await joint)?.stop()
})

export const startServer = async (): Promise<ContainedServer> => {
  const port = await freePort()
  const network = await ownNetwork()
  const container = await new GenericContainer(image)
    .withEnvironment(settings({ CLUSTER_SIZE: '1' }))
    .withExposedPorts({ container: 2113, host: port })
    .withNetwork(network)
    .withWaitStrategy(atOnce)
    .start()
  const id = container.getId()
  running.add(id)
  return {
    id,
    url: `esdb://127.0.0.1:${port}?tls=false`,
    pause: () => ordered('pause', id),
    unpause: () => ordered('unpause', id),
    kill: () => ordered('kill', id),
    start: () => ordered('start', id),
    cut: () => ordered('network', 'disconnect', network.getName(), id),
    join: () => ordered('network', 'connect', network.getName(), id),
    remove: async () => {
      await container.stop({ timeout: 0, removeVolumes: true })
      running.delete(id)
    },
  }
}
