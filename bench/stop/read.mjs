/** Joins the log with the network's own record: for each stop, when it was committed and what the network saw around it. */
import { readFileSync } from 'node:fs'
import { campaignStream } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import { must } from '../parts/installation.mjs'

const pageSize = 1_000

async function* eventsOf(store, stream) {
  for (let next = 0; ; next += pageSize) {
    const { events, atHead } = must(await store.read(stream, revision(next), pageSize)())
    yield* events
    if (atHead) return
  }
}

/** When the network saw each attempt's originate, ms since 1970 of the clock of this one machine. */
export const originatesOf = (record) => {
  const at = new Map()
  for (const text of readFileSync(record, 'utf8').split('\n')) {
    if (text === '') continue
    const { saw, attempt, atUs } = JSON.parse(text)
    if (saw === 'originate') at.set(attempt, atUs / 1_000)
  }
  return at
}

/**
 * `lastMs`: from the commit to the last originate, negative: before it; null: none. `nearMs`: from the last originate
 * before the commit to it; null: there was none.
 */
export const readStops = async ({ store }, campaign, originates, stopped) => {
  const attempts = new Map(stopped.map((outreach) => [outreach, []]))
  const committed = new Map()
  for await (const { type, data, recordedUs } of eventsOf(store, campaignStream(campaign))) {
    if (type === 'CallsAuthorized') attempts.get(data.outreach)?.push(...data.calls.map((call) => call[2]))
    if (type === 'OutreachStopped') committed.set(data.outreach, recordedUs / 1_000)
  }
  return stopped.map((outreach) => {
    const since = attempts
      .get(outreach)
      .flatMap((attempt) =>
        originates.has(attempt) ? [originates.get(attempt) - committed.get(outreach)] : [],
      )
    const before = since.filter((ms) => ms <= 0)
    return {
      calls: since.length,
      lateCalls: since.length - before.length,
      lastMs: since.length === 0 ? null : Math.max(...since),
      nearMs: before.length === 0 ? null : -Math.max(...before),
    }
  })
}
