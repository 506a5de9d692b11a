import type { AttemptId } from '@lastcall/domain'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { connectNetwork } from './connect'

// A network in another thread: it sees what leaves while this thread is too busy for anything else.
const otherThread = `
  const { parentPort } = require('node:worker_threads')
  const net = require('node:net')
  const arrivals = []
  const server = net.createServer((socket) => {
    socket.setEncoding('utf8')
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\\n')
      rest = lines.pop()
      for (const line of lines) {
        const frame = JSON.parse(line)
        if (frame.is === 'ping') socket.write(JSON.stringify({ is: 'pong', ask: frame.ask }) + '\\n')
        if (frame.is !== 'originate') continue
        arrivals.push(Number(process.hrtime.bigint()) / 1e6)
        socket.write(JSON.stringify({ is: 'originated', ask: frame.ask, answer: { is: 'accepted' } }) + '\\n')
      }
    })
    socket.on('error', () => undefined)
  })
  parentPort.on('message', () => parentPort.postMessage(arrivals))
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6

test('the originates of one turn have left when the turn goes on, each after its own gate', async () => {
  const network = new Worker(otherThread, { eval: true })
  const [port] = (await once(network, 'message')) as [number]
  const carrier = connectNetwork({ host: '127.0.0.1', port })
  while ((await carrier.health()()).is !== 'healthy') await new Promise((r) => setTimeout(r, 2))

  const gatesMs: number[] = []
  const answers = Array.from({ length: 50 }, (_, i) =>
    carrier.originate(
      {
        attempt: i.toString(16).padStart(32, '0') as AttemptId,
        to: '+12025550101',
        from: '+12025550100',
        messageSha256: '0'.repeat(64),
      },
      () => {
        gatesMs.push(nowMs())
        return { is: 'go' }
      },
    )(),
  )
  // The same turn goes on for a second and lets nobody else run.
  const busyMs = 1_000
  const until = nowMs() + busyMs
  while (nowMs() < until);

  expect((await Promise.all(answers)).map((a) => a.is)).toEqual(answers.map(() => 'accepted'))
  network.postMessage('arrivals?')
  const [arrivals] = (await once(network, 'message')) as [number[]]
  expect(arrivals).toHaveLength(50)
  for (const [i, atMs] of arrivals.entries()) expect(atMs - (gatesMs[i] ?? 0)).toBeLessThan(busyMs / 2)
  await carrier.close()
  await network.terminate()
})
