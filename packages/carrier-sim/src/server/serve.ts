/** The network as a server on loopback, with a record of its own. It does not care who dies on the other end. */
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { left, right } from 'fp-ts/lib/Either'
import type { Either } from 'fp-ts/lib/Either'
import { randomBytes } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { Clock } from '../clock/clock'
import { systemClock } from '../clock/system'
import type { Exchange } from '../exchange/exchange'
import { exchange } from '../exchange/exchange'
import type { NetworkOptions } from '../options'
import { configure } from '../options'
import type { CannotRecord } from '../record/file'
import { recordFile } from '../record/file'
import type { RecordKeeper } from '../record/keeper'
import { noRecord, stamper } from '../record/keeper'
import { attend } from './connection'

export interface ServeOptions extends NetworkOptions {
  /** A loopback address; '127.0.0.1' as usual. There is no login, so no other is taken. */
  readonly host?: string
  /** 0, as usual: any free one. */
  readonly port?: number
  /** Where the record is begun; the file must not be there yet. Left out: no record is kept. */
  readonly record?: string
  readonly clock?: Clock
}

export type CannotServe =
  CannotRecord | { readonly is: 'cannot listen'; readonly why: string } | { readonly is: 'not loopback' }

export interface NetworkServer {
  readonly host: string
  readonly port: number
  /** The network goes away: connections are cut, the record is closed. Again is harmless. */
  readonly close: () => Promise<void>
}

const isLoopback = (host: string): boolean => host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

const listen = (network: Exchange, host: string, port: number): Promise<Either<CannotServe, NetworkServer>> =>
  new Promise((resolve) => {
    const sockets = new Set<Socket>()
    const server = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      attend(network, socket)
    })
    const close = (): Promise<void> =>
      new Promise((closed) => {
        network.close()
        for (const socket of sockets) socket.destroy()
        server.close(() => {
          closed()
        })
      })
    const refused = (error: NodeJS.ErrnoException): void => {
      network.close()
      resolve(left({ is: 'cannot listen', why: error.code ?? 'unknown' }))
    }
    server.once('error', refused)
    server.listen(port, host, () => {
      server.off('error', refused)
      resolve(right({ host, port: (server.address() as AddressInfo).port, close }))
    })
  })

export const serveNetwork =
  (options: ServeOptions): TaskEither<CannotServe, NetworkServer> =>
  async () => {
    const host = options.host ?? '127.0.0.1'
    if (!isLoopback(host)) return left({ is: 'not loopback' })
    const keeper: Either<CannotRecord, RecordKeeper> =
      options.record === undefined ? right(noRecord) : recordFile(options.record)
    if (keeper._tag === 'Left') return keeper
    const clock = options.clock ?? systemClock
    const network = exchange(configure(options), clock, keeper.right, stamper(clock, randomBytes(32)))
    return listen(network, host, options.port ?? 0)
  }
