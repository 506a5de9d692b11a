/** What bench/peers.mjs says. It lies here because the peers are installed here, apart from the product. */
import { join } from 'node:path'
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { many, noted, stream } from '../parts/events.mjs'
import { line, median, say, spread, tell } from '../parts/figures.mjs'
import { must } from '../parts/installation.mjs'
import { naiveTable } from '../parts/naive.mjs'
import { freshFolder } from '../parts/place.mjs'

const rounds = 5
const roundMs = 1_500
const events = 10_000
const atOnce = 500
const [leastForAppends, leastForCatchUp] = [2, 10]

// Emmett prints each error that it also throws; what a bench prints is its result.
// eslint-disable-next-line no-console
console.log = () => undefined

const folder = freshFolder('peers')
const log = must(await openSqliteStore(join(folder, 'ours.db'), { writes: 'thread' })())
const naive = naiveTable(join(folder, 'naive.db'))
const emmett = getSQLiteEventStore({ fileName: join(folder, 'emmett.db') })
const asEmmett = ({ id, type, data }) => ({ type, data: { id, ...data } })
await emmett.appendToStream(stream(0), [asEmmett(noted())])

const turn = () => new Promise((resolve) => setImmediate(resolve))
const appends = {
  ours: async (k) => void must(await log.store.append(stream(k), 'anything', [noted()])()),
  naive: async (k) => {
    await turn()
    naive.append(stream(k), [noted()])
  },
  emmett: async (k) => void (await emmett.appendToStream(stream(k), [asEmmett(noted())])),
}

/** Appends a second of so many callers, each of which waits for its answer; and how many failed. */
const asMany = async (append, callers) => {
  let [done, failed] = [0, 0]
  const until = performance.now() + roundMs
  const call = async (k) => {
    while (performance.now() < until) {
      try {
        await append(k)
        done += 1
      } catch {
        failed += 1
      }
    }
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: callers }, (_, k) => call(k)))
  return { perSecond: (done / (performance.now() - begun)) * 1_000, failed }
}

const ran = []
for (let k = 0; k < rounds; k += 1) {
  const round = {}
  for (const name of ['ours', 'emmett', 'naive']) {
    round[name] = { one: await asMany(appends[name], 1), many: await asMany(appends[name], 64) }
  }
  ran.push(round)
  say(`round ${k + 1} of ${rounds}`)
}

const fill = async () => {
  for (let k = 0; k < events; k += atOnce) {
    const some = many(atOnce)
    must(await log.store.append(stream(999), 'anything', some)())
    naive.append(stream(999), some)
    await emmett.appendToStream(stream(999), some.map(asEmmett))
  }
}
await fill()

/** Each event through a handler of its own, from the first one on. */
const catchUps = {
  ours: async (handle) => {
    const stop = new AbortController()
    for await (const item of log.feed.follow({ prefixes: [''] }, null, stop.signal)) {
      if (item.is === 'caught-up') break
      handle(item.event)
    }
    stop.abort()
  },
  naive: async (handle) => {
    for (let at = 0; ;) {
      const rows = naive.after(at, 1_000)
      if (rows.length === 0) return
      for (const row of rows) handle(row)
      at = rows.at(-1).position
      await turn()
    }
  },
  emmett: async (handle) => {
    let seen = 0
    const consumer = emmett.consumer()
    consumer.processor({
      processorId: `follower-${process.hrtime.bigint()}`,
      startFrom: 'BEGINNING',
      eachMessage: (message) => {
        handle(message)
        seen += 1
      },
      stopAfter: () => seen >= events,
    })
    await consumer.start()
    await consumer.close()
  },
}
const caughtUp = []
for (let k = 0; k < rounds; k += 1) {
  const round = {}
  for (const [name, catchUp] of Object.entries(catchUps)) {
    let seen = 0
    const begun = performance.now()
    await catchUp(() => (seen += 1))
    round[name] = (seen / (performance.now() - begun)) * 1_000
  }
  caughtUp.push(round)
  say(`catching up ${k + 1} of ${rounds}`)
}
naive.close()
await log.close()

const of = (name, callers) => ran.map((each) => each[name][callers].perSecond)
const failures = ran.reduce((sum, { emmett: { many: of64 } }) => sum + of64.failed, 0)
const tried = ran.reduce(
  (sum, { emmett: { many: of64 } }) => sum + of64.failed + of64.perSecond * (roundMs / 1_000),
  0,
)
const speeds = (name) => caughtUp.map((each) => each[name])
const peer = (what, values) => ({ what, value: median(values) })

tell({
  lines: [
    line({
      ...{ what: 'appends of one caller', value: median(of('ours', 'one')), unit: 'appends/s' },
      ...{ against: peer('Emmett', of('emmett', 'one')), least: leastForAppends },
    }),
    line({
      ...{ what: 'appends of 64 callers', value: median(of('ours', 'many')), unit: 'appends/s' },
      ...{ against: peer('Emmett, those that succeeded', of('emmett', 'many')), least: leastForAppends },
    }),
    line({
      ...{ what: 'appends of 64 callers', value: median(of('ours', 'many')), unit: 'appends/s' },
      ...{ against: peer('naive table', of('naive', 'many')), least: leastForAppends },
    }),
    line({
      ...{ what: 'catching up through a handler', value: median(speeds('ours')), unit: 'events/s' },
      ...{ against: peer('Emmett', speeds('emmett')), least: leastForCatchUp },
    }),
    line({
      ...{ what: 'catching up through a handler', value: median(speeds('ours')), unit: 'events/s' },
      against: peer('naive table', speeds('naive')),
    }),
  ],
  raw: [
    ...['ours', 'emmett', 'naive'].flatMap((name) => [
      spread(`${name}: appends of one caller`, '/s', of(name, 'one')),
      spread(`${name}: appends of 64 callers`, '/s', of(name, 'many')),
      spread(`${name}: catching up`, 'events/s', speeds(name)),
    ]),
  ],
  notes: [
    `Emmett's store for SQLite, 0.38.5: of 64 callers on streams of their own ${Math.round((failures / tried) * 100)} % of the appends failed (the file was locked by the same process). Its consumer keeps a checkpoint for each message; ours leaves that to the projection.`,
    'The naive table checks nothing: no expectation, no repeat, no chain.',
  ],
})
