import type { CarrierEvent, OriginateRequest } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectedCarrier, NetworkServer, ServeOptions } from '..'
import { connectNetwork, serveNetwork } from '..'
import { longestLine } from '../wire/lines'

const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

const served = async (options: Partial<ServeOptions> = {}): Promise<NetworkServer> => {
  const answer = await serveNetwork({ seed: 1, mix: { 'no-answer': 1 }, ...options })()
  if (answer._tag === 'Left') throw new Error(answer.left.is)
  open.push(answer.right)
  return answer.right
}

const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await what())) await new Promise((r) => setTimeout(r, 2))
}

const connected = async (port: number, answerWithinMs = 2_000): Promise<ConnectedCarrier> => {
  const carrier = connectNetwork({ host: '127.0.0.1', port, answerWithinMs })
  open.push(carrier)
  await until(async () => (await carrier.health()()).is === 'healthy')
  return carrier
}

const call = (): OriginateRequest => ({
  attempt: randomBytes(16).toString('hex') as AttemptId,
  to: '+12025550101',
  from: '+12025550100',
  messageSha256: '0'.repeat(64),
})
const go = () => ({ is: 'go' }) as const

/** Stands between a carrier and the network, and can cut the wire or make it silent. */
const proxyTo = async (port: number) => {
  const pairs = new Set<Socket>()
  let silent = false
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      pairs.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (bytes) => far.write(bytes))
    far.on('data', (bytes) => (silent ? undefined : near.write(bytes)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = (): void => {
    for (const socket of pairs) socket.destroy()
  }
  open.push({
    close: async () => {
      cut()
      server.close()
    },
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    cut,
    beSilent: (be: boolean) => {
      silent = be
    },
  }
}

test('bad frames get an error frame that repeats nothing of them, and the connection goes on', async () => {
  const { port } = await served()
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  const secret = '+12025550199'
  socket.write(`${secret}\n{"is":"dance"}\n{"is":"originate","ask":1,"call":{"to":"${secret}"}}\n`)
  socket.write(`${secret.repeat(longestLine / 8)}\n{"is":"ping","ask":9}\n`)
  await until(() => text.includes('pong'))
  const frames = text.trim().split('\n')
  expect(frames).toHaveLength(5)
  expect(frames.map((frame) => (JSON.parse(frame) as { is: string }).is)).toEqual([
    'error',
    'error',
    'error',
    'error',
    'pong',
  ])
  expect(text).not.toContain(secret.slice(1))
  socket.destroy()
})

test('no answer in time: unknown, and the call is followed all the same', async () => {
  const { port } = await served({ script: { '+12025550101': { ends: 'busy', setupMs: 200 } } })
  const proxy = await proxyTo(port)
  const carrier = await connected(proxy.port, 50)
  const events: CarrierEvent[] = []
  const abort = new AbortController()
  const heard = carrier.events(abort.signal)
  void (async () => {
    for await (const event of heard) events.push(event)
  })()
  proxy.beSilent(true)
  expect((await carrier.originate(call(), go)()).is).toBe('unknown')
  proxy.beSilent(false)
  await until(() => events.some((e) => e.standing.is === 'ended'))
  abort.abort()
})

test('a connection that is lost after the write: unknown; what was missed is told after the reconnect', async () => {
  const { port } = await served({ script: { '+12025550101': { ends: 'busy', setupMs: 30 } } })
  const proxy = await proxyTo(port)
  const carrier = await connected(proxy.port)
  const events: CarrierEvent[] = []
  const heard = carrier.events(new AbortController().signal)
  void (async () => {
    for await (const event of heard) events.push(event)
  })()
  proxy.beSilent(true)
  const answer = carrier.originate(call(), go)()
  await new Promise((r) => setTimeout(r, 60))
  proxy.cut()
  expect(await answer).toEqual({ is: 'unknown', why: 'connection lost' })
  proxy.beSilent(false)
  await until(() => events.some((e) => e.standing.is === 'ended'))
  expect(events.every((e) => e.standing.is === 'ended')).toBe(true)
})

test('the calls of a dead worker go on, and a successor ends them', async () => {
  const { port } = await served({ times: { setupMs: [1, 1] } })
  const [worker, successor] = [await connected(port), await connected(port)]
  const request = call()
  await worker.originate(request, go)()
  await worker.close()
  expect((await successor.find(request.attempt)()).is).toBe('found')
  expect(await successor.hangUp(request.attempt, 'if-ringing')()).toBe('asked')
  expect(await successor.find(request.attempt)()).toMatchObject({ standing: { disposition: 'cancelled' } })
})

test('the record holds each answer before it is heard; a record that is there is not touched', async () => {
  const record = join(await mkdtemp(join(tmpdir(), 'network-')), 'record.jsonl')
  const server = await served({ record })
  const carrier = await connected(server.port)
  const request = call()
  await carrier.originate(request, go)()
  const text = await readFile(record, 'utf8')
  expect(text).toContain(request.attempt)
  expect(text).not.toContain(request.to.slice(1))
  expect(await serveNetwork({ seed: 1, record })()).toMatchObject({ left: { is: 'cannot record' } })
  expect(await readFile(record, 'utf8')).toBe(text)
})

test('no other than a loopback address is served, and a taken port is said', async () => {
  expect(await serveNetwork({ seed: 1, host: '0.0.0.0' })()).toMatchObject({ left: { is: 'not loopback' } })
  const { port } = await served()
  expect(await serveNetwork({ seed: 1, port })()).toMatchObject({ left: { is: 'cannot listen' } })
})

test('more than 1,000 originates per second through one connection, all ended, one originate each', async () => {
  const record = join(await mkdtemp(join(tmpdir(), 'network-')), 'record.jsonl')
  const mix = { answered: 1 }
  const times = { setupMs: [2, 10], ringMs: [5, 20], talkMs: [50, 50] } as const
  const server = await served({ record, mix, times })
  const carrier = await connected(server.port, 10_000)
  const ended = new Set<string>()
  const heard = carrier.events(new AbortController().signal)
  void (async () => {
    for await (const { standing, attempt } of heard) if (standing.is === 'ended') ended.add(attempt)
  })()
  const calls = 5_000
  const startMs = performance.now()
  let accepted = 0
  for (let i = 0; i < calls; i += 50) {
    const batch = await Promise.all(Array.from({ length: 50 }, () => carrier.originate(call(), go)()))
    accepted += batch.filter((a) => a.is === 'accepted').length
  }
  const tookMs = performance.now() - startMs
  await until(() => ended.size === calls)
  expect(accepted).toBe(calls)
  expect((calls / tookMs) * 1_000).toBeGreaterThan(1_000)
  const originates = (await readFile(record, 'utf8'))
    .split('\n')
    .filter((l) => l.includes('"saw":"originate"'))
  expect(originates).toHaveLength(calls)
  if (process.env['SHOW_FIGURES'] !== undefined)
    process.stdout.write(`${Math.round((calls / tookMs) * 1_000)} originates/s over TCP\n`)
})
