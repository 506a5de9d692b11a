/** `/healthz` on loopback: 200 while the worker is healthy, 503 while it is not, its status as JSON either way. */
import type { WorkerStatus } from '@lastcall/dialer-worker'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'

export interface HealthServer {
  readonly port: number
  readonly close: () => void
}

/** `port` 0: any free one. */
export const serveHealth = (
  port: number,
  status: () => WorkerStatus,
): Promise<Either<Trouble, HealthServer>> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const isIt = request.url === '/healthz' && (request.method === 'GET' || request.method === 'HEAD')
      const now = status()
      response.writeHead(isIt ? (now.healthy ? 200 : 503) : 404, { 'content-type': 'application/json' })
      response.end(isIt ? `${JSON.stringify(now)}\n` : '{}\n')
    })
    server.once('error', (error: NodeJS.ErrnoException) => {
      const what = error.code === 'EADDRINUSE' ? 'the port is taken' : error.message
      const todo = 'Choose another with --health-port, or 0 for any free one.'
      resolve(trouble({ ending: 'usage', is: 'cannot serve health', what, where: `port ${port}`, todo }))
    })
    server.listen(port, '127.0.0.1', () => {
      resolve(
        right({
          port: (server.address() as AddressInfo).port,
          close: () => {
            server.close()
            server.closeAllConnections()
          },
        }),
      )
    })
  })
