/**
 * The image's health check. It asks the worker's `/healthz` on loopback, at LASTCALL_HEALTH_PORT; with `listens PORT` it
 * only sees whether somebody answers a connection there. Exit code 0: healthy.
 */
import { connect } from 'node:net'

const patienceMs = 2_000

const isHealthy = async (port) => {
  const { status } = await fetch(`http://127.0.0.1:${port}/healthz`, {
    signal: AbortSignal.timeout(patienceMs),
  })
  return status === 200
}

const listens = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), timeout: patienceMs })
    const done = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => done(true))
    socket.once('timeout', () => done(false))
    socket.once('error', () => done(false))
  })

const [how, port] = process.argv.slice(2)
const asked = how === 'listens' ? listens(port) : isHealthy(process.env.LASTCALL_HEALTH_PORT ?? '9080')
process.exitCode = (await asked.catch(() => false)) ? 0 : 1
