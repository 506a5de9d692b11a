/** Group commit: 64 appenders at once through the thread that writes, against one commit for each append of the naive table. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { noted, stream } from './parts/events.mjs'
import { limit, line, median, quantile, spread, tell } from './parts/figures.mjs'
import { must } from './parts/installation.mjs'
import { naiveTable } from './parts/naive.mjs'
import { freshFolder } from './parts/place.mjs'

const rounds = 7
const roundMs = 1_000
const callers = 64
const least = 50
const mostDelayMs = 10

const folder = freshFolder('group')
const inThread = must(await openSqliteStore(join(folder, 'thread.db'), { writes: 'thread' })())
const here = must(await openSqliteStore(join(folder, 'here.db'))())
const naive = naiveTable(join(folder, 'naive.db'))

/** So many callers, each of which waits for its answer before it asks again. */
const asMany = async (callersNow, append) => {
  const [delay, latencies] = [monitorEventLoopDelay({ resolution: 1 }), []]
  const until = performance.now() + roundMs
  const call = async (k) => {
    while (performance.now() < until) {
      const asked = performance.now()
      await append(k)
      latencies.push(performance.now() - asked)
    }
  }
  delay.enable()
  const begun = performance.now()
  await Promise.all(Array.from({ length: callersNow }, (_, k) => call(k)))
  const seconds = (performance.now() - begun) / 1_000
  delay.disable()
  return {
    perSecond: latencies.length / seconds,
    delayMs: delay.percentile(99) / 1e6,
    p99Ms: quantile(latencies, 0.99),
  }
}

const appendTo = (log) => async (k) => void must(await log.store.append(stream(k), 'anything', [noted()])())
/** Between two commits the event loop has a turn, as it would have in a program. */
const turn = () => new Promise((resolve) => setImmediate(resolve))
const appendNaively = async (k) => {
  await turn()
  naive.append(stream(k), [noted()])
}

const rawMs = () => {
  const file = openSync(join(folder, 'raw'), 'w')
  const block = Buffer.alloc(4_096, 1)
  const begun = performance.now()
  for (let k = 0; k < 100; k += 1) {
    writeSync(file, block, 0, block.length, k * block.length)
    fdatasyncSync(file)
  }
  closeSync(file)
  return (performance.now() - begun) / 100
}

const round = async () => ({
  raw: rawMs(),
  naive: await asMany(callers, appendNaively),
  thread: await asMany(callers, appendTo(inThread)),
  few: await asMany(16, appendTo(inThread)),
  here: await asMany(callers, appendTo(here)),
})
await round()
const ran = []
for (let k = 0; k < rounds; k += 1) ran.push(await round())
naive.close()
await inThread.close()
await here.close()

const of = (name, figure) => ran.map((each) => each[name][figure])
const naivePeer = { what: 'naive table', value: median(of('naive', 'perSecond')) }

tell({
  lines: [
    line({
      ...{ what: `appends of ${callers} at once, in a thread`, value: median(of('thread', 'perSecond')) },
      ...{ unit: 'appends/s', against: naivePeer, least },
    }),
    line({
      ...{ what: 'event-loop delay meanwhile, p99', value: median(of('thread', 'delayMs')), unit: 'ms' },
      ...{ against: limit(mostDelayMs), most: 1 },
    }),
    line({
      ...{
        what: `appends of ${callers} at once, on the main thread`,
        value: median(of('here', 'perSecond')),
      },
      ...{ unit: 'appends/s', against: naivePeer },
    }),
  ],
  raw: [
    spread(
      'raw write of 4 KB and fdatasync',
      'ms',
      ran.map(({ raw }) => raw),
    ),
    ...['naive', 'few', 'thread', 'here'].flatMap((name) => [
      spread(`${name}: appends`, '/s', of(name, 'perSecond')),
      spread(`${name}: an append, p99`, 'ms', of(name, 'p99Ms')),
      spread(`${name}: event-loop delay, p99`, 'ms', of(name, 'delayMs')),
    ]),
  ],
  notes: [
    'The naive table pays one fsync for each append, the group one for all who wait: the ratio grows with the time of an fsync, and is bounded by it on a fast disk. `few`: 16 callers.',
  ],
})
