/** Many callers at once, each of which waits for its answer before it asks again: through the store, and on the naive table. */
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { noted, stream } from '../parts/events.mjs'
import { quantile } from '../parts/figures.mjs'
import { must } from '../parts/installation.mjs'
import { naiveTable } from '../parts/naive.mjs'

export const callers = 64
const roundMs = 1_000

/** `append` is given the number of the caller. */
export const asMany = async (append, callersNow = callers) => {
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

/** `writes`: as in the options of the store. */
export const openOurs = async (folder, writes) => {
  const log = must(await openSqliteStore(join(folder, `${writes}.db`), { writes })())
  return {
    append: async (k) => void must(await log.store.append(stream(k), 'anything', [noted()])()),
    /** So many events in one append: what is left where nobody waits for the disk. */
    appendMany: async (events) => void must(await log.store.append(stream(0), 'anything', events)()),
    close: log.close,
  }
}

/** Between two commits the event loop has a turn, as it would have in a program. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

export const openNaive = (folder) => {
  const table = naiveTable(join(folder, 'naive.db'))
  const append = async (k) => {
    await turn()
    table.append(stream(k), [noted()])
  }
  return { append, close: table.close }
}
