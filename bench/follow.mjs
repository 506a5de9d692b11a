/** Following the log: catching up with decoding against reading and parsing alone, and from an acknowledgement to another process. */
import { join } from 'node:path'
import { campaignCodec, callsCodec } from '@lastcall/domain'
import { driver } from '@lastcall/sqlite-file'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { writeLog } from './audit/log.mjs'
import { limit, line, median, quantile, say, spread, tell } from './parts/figures.mjs'
import { must } from './parts/installation.mjs'
import { freshFolder } from './parts/place.mjs'
import { startWork } from './processes/start.mjs'

const events = Number(process.env.BENCH_EVENTS ?? 400_000)
const rounds = 5
const rings = 1_000
const leastOfReading = 0.6
const [p50Ms, p99Ms] = [0.5, 5]

const folder = freshFolder('follow')
const path = join(folder, 'events.db')
const written = await writeLog(path, events)
say(`${written} events written`)
const log = must(await openSqliteStore(path)())

/** What cannot be beaten with this driver: the same rows, and their data parsed. */
const readAlone = () => {
  const database = new (driver().DatabaseSync)(path, { readOnly: true })
  const page = database.prepare(
    'SELECT position, stream_id, revision, type_id, event_id, data, metadata, recorded_us FROM event WHERE position > ? ORDER BY position LIMIT 1000',
  )
  let [at, seen] = [0, 0]
  const begun = performance.now()
  for (;;) {
    const rows = page.all(at)
    for (const row of rows) {
      if (JSON.parse(row.data) === null || JSON.parse(row.metadata) === null) throw new Error('no data')
      seen += 1
    }
    if (rows.length === 0) break
    at = rows.at(-1).position
  }
  const perSecond = (seen / (performance.now() - begun)) * 1_000
  database.close()
  return perSecond
}

const followAll = async () => {
  const stop = new AbortController()
  let seen = 0
  const begun = performance.now()
  for await (const item of log.feed.follow({ prefixes: [''] }, null, stop.signal)) {
    if (item.is === 'caught-up') break
    const codec = item.event.stream.startsWith('campaign-') ? campaignCodec : callsCodec
    if (codec.decode(item.event)._tag === 'Left') throw new Error('unreadable')
    seen += 1
  }
  stop.abort()
  return (seen / (performance.now() - begun)) * 1_000
}

const ran = []
for (let k = 0; k < rounds; k += 1) {
  const alone = readAlone()
  ran.push({ alone, follow: await followAll() })
  say(`round ${k + 1} of ${rounds}`)
}

/** Milliseconds from the acknowledgement in one process to the event in another: two clocks of one machine. */
const ringing = async () => {
  const now = () => performance.timeOrigin + performance.now()
  const stop = new AbortController()
  const [seen, said] = [new Map(), []]
  const quiet = must(await openSqliteStore(join(folder, 'bell.db'))())
  const follow = async () => {
    for await (const item of quiet.feed.follow({ prefixes: ['calls-'] }, null, stop.signal))
      if (item.is === 'event') seen.set(item.event.id, now())
  }
  const following = follow()
  const writer = await startWork('ring', join(folder, 'bell.db'), (each) => {
    if (each.id !== undefined) said.push(each)
  })
  while (said.length < rings) await new Promise((resolve) => setTimeout(resolve, 50))
  await writer.kill()
  await new Promise((resolve) => setTimeout(resolve, 300))
  stop.abort()
  await following
  await quiet.close()
  return said.flatMap(({ id, at }) => (seen.has(id) ? [Math.max(0, seen.get(id) - at)] : []))
}
const heard = await ringing()
await log.close()

const of = (name) => ran.map((each) => each[name])
tell({
  lines: [
    line({
      ...{ what: 'catching up, each event decoded', value: median(of('follow')), unit: 'events/s' },
      ...{ against: { what: 'reading and parsing', value: median(of('alone')) }, least: leastOfReading },
    }),
    line({
      ...{ what: 'from an acknowledgement to another process, p50', value: quantile(heard, 0.5), unit: 'ms' },
      ...{ against: limit(p50Ms), most: 1 },
    }),
    line({
      ...{
        what: 'from an acknowledgement to another process, p99',
        value: quantile(heard, 0.99),
        unit: 'ms',
      },
      ...{ against: limit(p99Ms), most: 1 },
    }),
  ],
  raw: [
    spread('reading and parsing alone', 'events/s', of('alone')),
    spread('catching up, decoded', 'events/s', of('follow')),
    spread('the doorbell', 'ms', heard),
  ],
  notes: [
    `${heard.length} rings. An event that the follower had before its writer heard of the commit counts as 0.`,
  ],
})
