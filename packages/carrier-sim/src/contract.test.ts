import type { CarrierHarness, NetworkUnderTest } from '@lastcall/contracts'
import { carrierContract } from '@lastcall/contracts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NetworkRecord } from '@lastcall/carrier'
import type { ConnectedCarrier, NetworkOptions } from '.'
import { connectNetwork, networkInProcess, readRecord, serveNetwork } from '.'

const numbers = {
  answers: '+12025550101',
  ringsOn: '+12025550102',
  talksOn: '+12025550103',
  busy: '+12025550104',
  refused: '+12025550105',
}

const options: NetworkOptions = {
  seed: 'contract',
  script: {
    [numbers.answers]: { ends: 'answered', setupMs: 5, ringMs: 10, talkMs: 20 },
    [numbers.ringsOn]: { ends: 'no-answer', setupMs: 5, ringMs: 60_000 },
    [numbers.talksOn]: { ends: 'answered', setupMs: 5, ringMs: 10, talkMs: 60_000, optOutAfterMs: null },
    [numbers.busy]: { ends: 'busy', setupMs: 15 },
    [numbers.refused]: { ends: 'congestion' },
  },
}

const inProcess: CarrierHarness = {
  numbers,
  open: async (limits) => {
    const network = networkInProcess({ ...options, limits })
    return {
      client: async () => network.carrier(),
      record: async () => network.record(),
      goAway: async () => {
        network.close()
      },
      close: async () => {
        network.close()
      },
    }
  },
}

const linesOf = async (path: string): Promise<readonly NetworkRecord[]> => {
  const lines: NetworkRecord[] = []
  for await (const line of readRecord(path)) {
    if (line._tag === 'Left') throw new Error(`line ${line.left.line} cannot be read`)
    lines.push(line.right)
  }
  return lines
}

const overTcp: CarrierHarness = {
  numbers,
  open: async (limits): Promise<NetworkUnderTest> => {
    const folder = await mkdtemp(join(tmpdir(), 'network-'))
    const record = join(folder, 'record.jsonl')
    const served = await serveNetwork({ ...options, limits, record })()
    if (served._tag === 'Left') throw new Error(served.left.is)
    const server = served.right
    const clients: ConnectedCarrier[] = []
    return {
      client: async () => {
        const client = connectNetwork({ host: server.host, port: server.port })
        clients.push(client)
        while ((await client.health()()).is !== 'healthy') await new Promise((r) => setTimeout(r, 2))
        return client
      },
      record: () => linesOf(record),
      goAway: server.close,
      close: async () => {
        await Promise.all(clients.map((client) => client.close()))
        await server.close()
        await rm(folder, { recursive: true })
      },
    }
  },
}

carrierContract('the network in process', inProcess)
carrierContract('the network over TCP', overTcp)
