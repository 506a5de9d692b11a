/** What every event store must keep, as a test suite. */
import { describe, test } from '@jest/globals'
import { explained } from '../because'
import { answering } from './answers'
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

const defaultRounds = 1_000

/** Whether the harness can do what the case needs. */
export const applies = <P extends EventStorePlace>(
  { offersNewer, writeFromProcess, killWhileWriting }: EventStoreHarness<P>,
  { needs }: EventStoreCase,
): boolean => {
  const has = {
    newer: offersNewer,
    processes: writeFromProcess !== undefined,
    kills: killWhileWriting !== undefined,
  }
  return needs === undefined || has[needs]
}

/** Rejects when the store does not keep what the case says. */
export const judgeEventStore = async <P extends EventStorePlace>(
  harness: EventStoreHarness<P>,
  one: EventStoreCase,
): Promise<void> => {
  const { writeFromProcess, killWhileWriting, patienceMs = 8_000, rounds = defaultRounds } = harness
  if (!(rounds >= 1 && rounds <= 1_000)) throw new Error('rounds: 1 to 1,000')
  const place = await harness.place()
  const handles: OpenStore[] = []
  const over = new AbortController()
  try {
    const checking = one.check({
      open: async () => {
        const handle = await place.open()
        handles.push(handle)
        return { ...handle, store: answering(handle.store, patienceMs) }
      },
      writeFromProcess: async (job) => {
        if (writeFromProcess === undefined) throw new Error('the harness starts no processes')
        return writeFromProcess(place, job)
      },
      killWhileWriting: async (job) => {
        if (killWhileWriting === undefined) throw new Error('the harness kills no processes')
        return killWhileWriting(place, job)
      },
      rounds,
      patienceMs,
      over: over.signal,
    })
    await explained(one, checking)
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
  kills: 'the harness kills no process',
}

/** The promise, in how many rounds it is tried, and what is missing to try it. */
export const titleOf = <P extends EventStorePlace>(
  harness: EventStoreHarness<P>,
  one: EventStoreCase,
): string => {
  if (one.needs !== undefined && !applies(harness, one)) return `${one.name} (${lacks[one.needs]})`
  return one.inRounds === true ? `${one.name} (${harness.rounds ?? defaultRounds} rounds)` : one.name
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
      const title = titleOf(harness, one)
      if (applies(harness, one)) test(title, check, timeoutMs)
      else test.skip(title, check)
    }
  })
}
