/** Appending to the SQLite store, against a raw write of 4 KB and fdatasync in the same loop. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { many as manyOf, stream } from './parts/events.mjs'
import { line, median, quantile, spread, tell } from './parts/figures.mjs'
import { must } from './parts/installation.mjs'
import { freshFolder } from './parts/place.mjs'

const rounds = 9
const appends = 150
const many = 100
const most = 1.6

const folder = freshFolder('append')
const { store, close } = must(await openSqliteStore(join(folder, 'events.db'))())
const raw = openSync(join(folder, 'raw'), 'w')
const block = Buffer.alloc(4_096, 1)
let at = 0

const writeRaw = () => {
  writeSync(raw, block, 0, block.length, at)
  fdatasyncSync(raw)
  at += block.length
}

const append = async (count) => void must(await store.append(stream(), 'anything', manyOf(count))())

const timed = async (work) => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** The three take turns, so that whatever the disk does it does to all of them. */
const round = async () => {
  const ms = { one: [], many: [], raw: [] }
  for (let k = 0; k < appends; k += 1) {
    ms.raw.push(await timed(writeRaw))
    ms.one.push(await timed(() => append(1)))
    if (k % 5 === 0) ms.many.push(await timed(() => append(many)))
  }
  return { one: median(ms.one), many: median(ms.many), raw: median(ms.raw), p99: quantile(ms.one, 0.99) }
}

await round()
const ran = []
for (let k = 0; k < rounds; k += 1) ran.push(await round())
closeSync(raw)
await close()

const of = (name) => ran.map((each) => each[name])
const ratios = (name) => ran.map((each) => each[name] / each.raw)
const peer = { what: 'raw write of 4 KB', value: median(of('raw')) }

tell({
  lines: [
    line({ what: 'one event for each commit', value: median(of('one')), unit: 'ms', against: peer, most }),
    line({ what: `${many} events for each commit`, value: median(of('many')), unit: 'ms', against: peer }),
  ],
  raw: [
    spread('raw write of 4 KB and fdatasync, median of a round', 'ms', of('raw')),
    spread('append of one event, median of a round', 'ms', of('one')),
    spread('append of one event, 99th percentile of a round', 'ms', of('p99')),
    spread(`append of ${many} events, median of a round`, 'ms', of('many')),
    spread('one event, ratio to raw', 'x', ratios('one')),
    spread(`${many} events, ratio to raw`, 'x', ratios('many')),
  ],
})
