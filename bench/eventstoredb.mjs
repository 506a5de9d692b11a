/** The adapter for EventStoreDB against the bare client, both on the stand-in of a server: appends, and reading a stream. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ANY, EventStoreDBClient, FORWARDS, jsonEvent, START } from '@eventstore/db-client'
import { openEventStoreDb } from '@lastcall/store-eventstoredb'
import { noted, stream } from './parts/events.mjs'
import { line, median, say, spread, tell } from './parts/figures.mjs'
import { must } from './parts/installation.mjs'

const rounds = 11
const appends = 300
const events = 2_000
const reads = 4
const [mostForAppends, mostForReads] = [1.1, 1.2]

const require = createRequire(import.meta.url)
const standin = join(
  dirname(require.resolve('@lastcall/eventstoredb-standin/package.json')),
  'dist',
  'main.js',
)
const server = spawn(process.execPath, [standin, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] })
process.once('exit', () => server.kill('SIGKILL'))
const address = (await once(server.stdout, 'data'))[0].toString().trim()

const log = must(await openEventStoreDb(address)())
const client = EventStoreDBClient.connectionString(address)

let n = 0
/** Streams of their own, so that neither waits for what the other has written. */
const fresh = () => stream((n += 1))

const timed = async (work) => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

const credentials = { username: 'admin', password: 'changeit' }

/** The client alone, each append a call of its own as the adapter's are: with credentials it is no part of a batch. */
const appendBare = async (to) => {
  const { type, data } = noted()
  const options = { expectedRevision: ANY, credentials, requiresLeader: true }
  await client.appendToStream(to, [jsonEvent({ type, data })], options)
}
/** Without credentials the client sends appends down one call for all, whose end leaves all of them uncertain. */
const appendInBatch = async (to) => {
  const { type, data } = noted()
  await client.appendToStream(to, [jsonEvent({ type, data })], { expectedRevision: ANY })
}
const appendOurs = async (to) => void must(await log.store.append(to, 'anything', [noted()])())

const readBare = async (of) => {
  let seen = 0
  for await (const { event } of client.readStream(of, {
    direction: FORWARDS,
    fromRevision: START,
    maxCount: events,
  }))
    if (event?.data !== undefined) seen += 1
  if (seen !== events) throw new Error(`${seen} read`)
}
const readOurs = async (of) => {
  const page = must(await log.store.read(of, 0, events)())
  if (page.events.length !== events) throw new Error(`${page.events.length} read`)
}

const full = fresh()
for (let k = 0; k < events; k += 100)
  must(await log.store.append(full, 'anything', Array.from({ length: 100 }, noted))())

/** Turn by turn, and who goes first changes: whatever the machine does it does to both. */
const inTurns = async (bare, ours, times, order) => {
  const ms = { bare: [], ours: [] }
  for (let k = 0; k < times; k += 1) {
    const one = async () => ms.bare.push(await timed(bare))
    const other = async () => ms.ours.push(await timed(ours))
    for (const work of (k + order) % 2 === 0 ? [one, other] : [other, one]) await work()
  }
  return { bare: median(ms.bare), ours: median(ms.ours) }
}

const ran = []
for (let k = 0; k <= rounds; k += 1) {
  const [one, other] = [fresh(), fresh()]
  const append = await inTurns(
    () => appendBare(one),
    () => appendOurs(other),
    appends,
    k,
  )
  const read = await inTurns(
    () => readBare(full),
    () => readOurs(full),
    reads * 2,
    k,
  )
  const third = fresh()
  const batch = []
  for (let each = 0; each < appends / 3; each += 1) batch.push(await timed(() => appendInBatch(third)))
  // The first is for warmth.
  if (k > 0) ran.push({ append, read, batch: { bare: median(batch) } })
}
say(`${rounds} rounds`)
await log.store.close()
await client.dispose()
server.kill('SIGKILL')

const of = (what, who) => ran.map((each) => each[what][who])
const ratios = (what) => ran.map((each) => each[what].ours / each[what].bare)
const bare = (what) => ({ what: 'bare client', value: median(of(what, 'bare')) })
tell({
  lines: [
    line({
      ...{ what: 'an append through the adapter, stand-in', value: median(of('append', 'ours')), unit: 'ms' },
      ...{ against: bare('append'), most: mostForAppends },
    }),
    line({
      ...{ what: `reading ${events} events through it`, value: median(of('read', 'ours')), unit: 'ms' },
      ...{ against: bare('read'), most: mostForReads },
    }),
  ],
  raw: [
    spread('append, bare client', 'ms', of('append', 'bare')),
    spread('append, bare client, in its batch', 'ms', of('batch', 'bare')),
    spread('append, adapter', 'ms', of('append', 'ours')),
    spread('append, ratio of a round', 'x', ratios('append')),
    spread('read, bare client', 'ms', of('read', 'bare')),
    spread('read, adapter', 'ms', of('read', 'ours')),
    spread('read, ratio of a round', 'x', ratios('read')),
  ],
  notes: [
    'The stand-in keeps its events in memory and never waits for a disk: on a real server the share of the adapter is smaller.',
  ],
})
