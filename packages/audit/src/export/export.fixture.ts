/** A store that holds the story of one campaign among others, and folders to export it to. */
import type { CampaignEvent, CallFact } from '@lastcall/domain'
import { callsStream, campaignStream, NumberSuppressed, suppressionStream } from '@lastcall/domain'
import type { CampaignId } from '@lastcall/domain'
import type { EventStore, StreamName } from '@lastcall/eventlog'
import { eventId } from '@lastcall/eventlog'
import { memoryStore } from '@lastcall/store-memory'
import type { Either } from 'fp-ts/lib/Either'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  a,
  actor,
  autumn,
  b,
  c,
  campaign,
  ended,
  granted,
  opening,
  placed,
  quiesced,
  scheduled,
  spring,
  stopped,
  time,
  unresolved,
} from '../log.fixture'

export const must = <A>(of: Either<unknown, A>): A => {
  if (of._tag === 'Left') throw new Error(JSON.stringify(of.left))
  return of.right
}

type Any = CampaignEvent | CallFact | ReturnType<typeof NumberSuppressed>

export interface Log {
  readonly store: EventStore
  readonly add: (stream: StreamName, ...events: readonly Any[]) => Promise<void>
}

export const own = campaignStream(campaign)
export const facts = callsStream(spring)

/** The clock stands at `time(0)` and goes on by a millisecond with every event. */
export const emptyLog = (): Log => {
  let us = Date.parse(time(0))
  const { store } = memoryStore({ wallClockMs: () => (us += 1) })
  let k = 0
  return {
    store,
    add: async (stream, ...events) => {
      for (const { type, ...data } of events) {
        k += 1
        must(await store.append(stream, 'anything', [{ id: eventId(`e${k}`), type, data }])())
      }
    },
  }
}

const suppressed = (k: number): Any =>
  NumberSuppressed({ at: time(0), keyedHash: `${k}`.repeat(64), source: 'import', actor })

/** 18 events of the campaign's evidence, in the order of the log, and some that are not. */
export const storyLog = async (): Promise<Log> => {
  const log = emptyLog()
  const other = campaignStream('0'.repeat(32) as CampaignId)
  await log.add(other, ...opening)
  await log.add(suppressionStream, suppressed(1))
  await log.add(own, ...opening, scheduled(autumn), granted([a, b]))
  await log.add(facts, placed(a, 1), placed(b, 2), ended(a, 'busy'))
  await log.add(own, granted([c], 2))
  await log.add(facts, placed(c, 3))
  await log.add(suppressionStream, suppressed(2))
  await log.add(own, stopped(), quiesced({ stop: 7, callsSeen: 3, last: 3, open: [2, 3] }))
  await log.add(facts, ended(b, 'answered'), unresolved(c), ended(c, 'no-answer'))
  return log
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'lastcall-export-'))
