/** What every event store must keep, as a test suite. */
import { describe, test } from '@jest/globals'
import { appendCases } from './append'
import { concurrencyCases } from './concurrency'
import { feedCases } from './feed'
import type { EventStoreCase, EventStoreHarness, EventStorePlace, OpenStore } from './harness'
import { lifeCases } from './life'
import { inTime } from './reader'
import { readingCases } from './reading'

/** Each case says one promise; they can be run without jest's `test`, to judge stores that must fail. */
export const eventStoreCases: readonly EventStoreCase[] = [
  ...appendCases,
  ...readingCases,
  ...feedCases,
  ...lifeCases,
  ...concurrencyCases,
]

/** Whether the harness can do what the case needs. */
export const applies = <P extends EventStorePlace>(
  { offersNewer, writeFromProcess }: EventStoreHarness<P>,
  { needs }: EventStoreCase,
): boolean => needs === undefined || (needs === 'newer' ? offersNewer : writeFromProcess !== undefined)

/** Rejects when the store does not keep what the case says. */
export const judgeEventStore = async <P extends EventStorePlace>(
  harness: EventStoreHarness<P>,
  one: EventStoreCase,
): Promise<void> => {
  const { writeFromProcess, patienceMs = 8_000, rounds = 1_000 } = harness
  if (!(rounds >= 1 && rounds <= 1_000)) throw new Error('rounds: 1 to 1,000')
  const place = await harness.place()
  const handles: OpenStore[] = []
  const over = new AbortController()
  try {
    await one.check({
      open: async () => {
        const handle = await place.open()
        handles.push(handle)
        return handle
      },
      writeFromProcess: async (job) => {
        if (writeFromProcess === undefined) throw new Error('the harness starts no processes')
        return writeFromProcess(place, job)
      },
      rounds,
      patienceMs,
      over: over.signal,
    })
  } finally {
    over.abort()
    const closing = handles.map(({ store }) => inTime(patienceMs, 'the end of closing', store.close()))
    const closed = await Promise.allSettled(closing)
    await place.remove()
    for (const one of closed) if (one.status === 'rejected') throw one.reason
  }
}

const lacks: Record<NonNullable<EventStoreCase['needs']>, string> = {
  newer: 'the store says that it has no last look',
  processes: 'the harness starts no processes',
}

/** Generous: a store on a slow disk, a thousand rounds. */
const timeoutMs = 300_000

/** `eventStoreContract('my store', harness)` in a test file of yours. */
export const eventStoreContract = <P extends EventStorePlace>(
  name: string,
  harness: EventStoreHarness<P>,
): void => {
  describe(`${name} keeps what an event store promises`, () => {
    for (const one of eventStoreCases) {
      const check = (): Promise<void> => judgeEventStore(harness, one)
      if (one.needs === undefined || applies(harness, one)) test(one.name, check, timeoutMs)
      else test.skip(`${one.name} (${lacks[one.needs]})`, check)
    }
  })
}
