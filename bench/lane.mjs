/** A stop against two processes that append a hundred events for each commit, without pause. */
import { join } from 'node:path'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { noted, stream } from './parts/events.mjs'
import { limit, line, quantile, spread, tell } from './parts/figures.mjs'
import { must } from './parts/installation.mjs'
import { freshFolder } from './parts/place.mjs'
import { startWork } from './processes/start.mjs'

const stops = 300
const [p50Ms, maxMs] = [5, 40]

const path = join(freshFolder('lane'), 'events.db')
const log = must(await openSqliteStore(path)())
const writers = await Promise.all([startWork('bulk', path), startWork('bulk', path)])
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

await pause(500)
const begun = performance.now()
const took = []
for (let k = 0; k < stops; k += 1) {
  await pause(10 + Math.random() * 20)
  const asked = performance.now()
  must(await log.store.append(stream(), 'anything', [noted()], 'revocation')())
  took.push(performance.now() - asked)
}
const seconds = (performance.now() - begun) / 1_000
await Promise.all(writers.map(({ kill }) => kill()))
const verdict = must(await log.verify()())
await log.close()
if (verdict.is !== 'intact') throw new Error(`the chain does not verify: ${verdict.why}`)

tell({
  lines: [
    line({
      ...{ what: 'a stop against two bulk writers, p50', value: quantile(took, 0.5), unit: 'ms' },
      ...{ against: limit(p50Ms), most: 1 },
    }),
    line({
      ...{ what: 'a stop against two bulk writers, max', value: quantile(took, 1), unit: 'ms' },
      ...{ against: limit(maxMs), most: 1 },
    }),
  ],
  raw: [spread('a stop', 'ms', took)],
  notes: [
    `${stops} stops in ${seconds.toFixed(0)} s; meanwhile the two wrote ${Math.round((verdict.events - stops) / seconds)} events/s. The chain verifies.`,
  ],
})
