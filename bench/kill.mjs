/** Acknowledged events that are lost when two writing processes are killed with kill -9, 200 times. */
import { join } from 'node:path'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { limit, line, say, tell } from './parts/figures.mjs'
import { must } from './parts/installation.mjs'
import { freshFolder } from './parts/place.mjs'
import { startWork } from './processes/start.mjs'

const rounds = Number(process.env.BENCH_ROUNDS ?? 200)
const path = join(freshFolder('kill'), 'events.db')
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Ids of the log behind a position, and where it ends. */
const newIds = async (feed, after) => {
  const ids = new Set()
  for await (const item of feed.follow({ prefixes: [''] }, after, AbortSignal.timeout(60_000))) {
    if (item.is === 'caught-up') return { ids, at: item.at }
    ids.add(item.event.id)
  }
  throw new Error('the feed ended')
}

let [acknowledged, lost, unbroken, at] = [0, 0, 0, null]
for (let round = 0; round < rounds; round += 1) {
  const said = []
  const hear = (id) => {
    if (id !== 'ready') said.push(id)
  }
  const writers = await Promise.all([1, 2].map(() => startWork('acknowledged', path, hear)))
  await pause(40 + Math.random() * 120)
  await Promise.all(writers.map(({ kill }) => kill()))
  const log = must(await openSqliteStore(path)())
  const read = await newIds(log.feed, at)
  at = read.at
  acknowledged += said.length
  lost += said.filter((id) => !read.ids.has(id)).length
  if (must(await log.verify()()).is === 'intact') unbroken += 1
  await log.close()
  if ((round + 1) % 50 === 0) say(`${round + 1} of ${rounds}: ${acknowledged} acknowledged, ${lost} lost`)
}

tell({
  lines: [
    line({
      ...{ what: `acknowledged events that stand after ${rounds} kills of two writers`, unit: 'events' },
      ...{ value: acknowledged - lost, against: { what: 'acknowledged', value: acknowledged }, least: 1 },
    }),
    line({
      ...{ what: 'kills after which the whole chain verifies', value: unbroken, unit: 'kills' },
      ...{ against: limit(rounds), least: 1 },
    }),
  ],
  raw: [
    {
      what: 'acknowledged',
      unit: 'events',
      rounds,
      median: acknowledged,
      min: acknowledged,
      max: acknowledged,
    },
  ],
  notes: [`${acknowledged} events were acknowledged in all.`],
})
