/** The check measures a store that works, and names what would not. */
import { afterEach, expect, test } from '@jest/globals'
import type { Standin, StandinOptions } from '@lastcall/eventstoredb-standin'
import { startStandin } from '@lastcall/eventstoredb-standin'
import type { StoreReport } from '..'
import { checkStore } from '..'
import type { Measured } from './check'
import { warningsOf } from './warnings'

let standin: Standin
afterEach(() => standin.stop())

const reported = async (
  options: StandinOptions = {},
  prepare = (_: Standin): void => undefined,
): Promise<StoreReport> => {
  standin = await startStandin(options)
  prepare(standin)
  const report = await checkStore(standin.connectionString, { appendMs: 5_000 })()
  if (report._tag === 'Left') throw new Error(report.left.why)
  return report.right
}

test('says version, nodes, times and clocks, and leaves no connection behind', async () => {
  const report = await reported()
  expect(report).toMatchObject({ version: '24.10.14', followed: true, tls: false })
  expect(report.nodes).toEqual([{ address: `127.0.0.1:${standin.port}`, role: 'leader', isAlive: true }])
  expect(report.appendMs.median).toBeGreaterThan(0)
  expect(report.appendMs.worst).toBeGreaterThanOrEqual(report.appendMs.median)
  expect(Math.abs(report.clockDifferenceMs)).toBeLessThan(1_000)
  expect(report.warnings).toContainEqual(expect.stringMatching(/one node/))
  expect([...standin.log.streams.keys()]).toEqual(['lastcall-check'])
  expect(standin.log.entries.every(({ data }) => Buffer.from(data).toString() === '{}')).toBe(true)
  for (let k = 0; k < 100 && standin.connections() > 0; k += 1)
    await new Promise((next) => setTimeout(next, 20))
  expect(standin.connections()).toBe(0)
})

test('hazard 13: a server that stalls now and then is told how to start', async () => {
  const { warnings } = await reported({}, ({ faults }) => faults.on('append', { is: 'slow', ms: 400 }, 1))
  expect(warnings).toContainEqual(expect.stringMatching(/DOTNET_ThreadPool_ForceMinWorkerThreads=20/))
})

test('the difference of the clocks has a sign', async () => {
  const { clockDifferenceMs, warnings } = await reported({ nowMs: () => Date.now() + 30_000 })
  expect(clockDifferenceMs).toBeGreaterThan(25_000)
  expect(warnings).toContainEqual(expect.stringMatching(/clocks differ/))
})

test('a server that does not say who it is may still work', async () => {
  const report = await reported({}, ({ faults }) => {
    for (const kind of ['features', 'gossip'] as const)
      faults.on(kind, { is: 'status', code: 12, details: 'what?' })
  })
  expect(report).toMatchObject({ version: null, nodes: [], followed: true })
})

test('a store that takes no append fails the check', async () => {
  standin = await startStandin()
  standin.faults.on('append', { is: 'status', code: 7, details: 'no', exception: 'access-denied' })
  expect(await checkStore(standin.connectionString)()).toMatchObject({ left: { is: 'check failed' } })
})

const node = (address: string, role: string, isAlive = true) => ({ address, role, isAlive })
const sound: Measured = {
  ...{ version: '24.10.1', nodes: [node('a', 'leader'), node('b', 'follower'), node('c', 'follower')] },
  ...{ appendMs: { median: 3, worst: 20 }, clockDifferenceMs: 5, followed: true, hosts: ['far'], tls: true },
}

test('a sound cluster is warned of nothing', async () => {
  standin = await startStandin()
  expect(warningsOf(sound)).toEqual([])
})

test.each<readonly [Partial<Measured>, RegExp]>([
  [{ version: '23.9.9' }, /too old/],
  [{ version: '22.10.0' }, /too old/],
  [{ version: null }, /does not tell its version/],
  [{ nodes: [] }, /which nodes/],
  [{ nodes: [node('a', 'follower'), node('b', 'follower'), node('c', 'follower')] }, /no node is the leader/],
  [{ nodes: [...sound.nodes.slice(0, 2), node('c', 'follower', false)] }, /node c is down/],
  [{ nodes: sound.nodes.slice(0, 2) }, /two nodes/],
  [{ appendMs: { median: 80, worst: 90 } }, /authorizes slowly/],
  [{ followed: false }, /did not catch up/],
  [{ tls: false }, /without TLS/],
])('%j', async (part, reason) => {
  standin = await startStandin()
  const warnings = warningsOf({ ...sound, ...part })
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(reason)
})
