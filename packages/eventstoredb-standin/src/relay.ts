/** The wire in front of the server: it can be cut, frozen, closed and opened again, which the server itself cannot. */
import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'

export interface Relay {
  readonly port: number
  /** How many connections there are. */
  readonly connections: () => number
  readonly cut: () => void
  readonly freeze: () => void
  readonly thaw: () => void
  readonly close: () => Promise<void>
  /** On the same port as before. */
  readonly reopen: () => Promise<void>
}

interface Pair {
  readonly outside: Socket
  readonly inside: Socket
}

export interface Place {
  readonly host: string
  /** 0: a free one. */
  readonly port: number
}

/** Takes connections on a port and carries their bytes to another one of this machine. */
export const relayTo = async (target: number, wanted: Place): Promise<Relay> => {
  const pairs = new Set<Pair>()
  let frozen = false
  const accept = (outside: Socket): void => {
    const inside = connect(target, '127.0.0.1')
    const pair = { outside, inside }
    pairs.add(pair)
    const end = (): void => {
      pairs.delete(pair)
      outside.destroy()
      inside.destroy()
    }
    for (const [from, to] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      from.setNoDelay(true)
      from.on('error', end)
      from.on('close', end)
      from.pipe(to)
    }
    if (frozen) hold(pair)
  }
  const hold = ({ outside, inside }: Pair): void => {
    outside.unpipe(inside).pause()
    inside.unpipe(outside).pause()
  }
  const release = ({ outside, inside }: Pair): void => {
    outside.pipe(inside)
    inside.pipe(outside)
  }
  const server = createServer(accept)
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, wanted.host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(wanted.port)
  const { port } = server.address() as { readonly port: number }
  const cut = (): void => {
    for (const { outside } of [...pairs]) outside.resetAndDestroy()
  }
  return {
    port,
    cut,
    connections: () => pairs.size,
    freeze: () => {
      frozen = true
      pairs.forEach(hold)
    },
    thaw: () => {
      frozen = false
      pairs.forEach(release)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
    reopen: () => listen(port),
  }
}
