/** The same search with several threads: each expands pieces, and what they found is taken in the order of one. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Expanded } from './expand'
import type { Instance } from './instance'
import type { Patience, Searched } from './search'
import { searching } from './search'
import type { Piece } from './tree'

/** Megabytes of a thread's heap: young, where nearly everything dies, and old. */
const heap = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 256 }

interface Hand {
  /** How many pieces it has. */
  readonly load: () => number
  readonly expand: (piece: Piece) => Promise<Expanded>
  readonly end: () => Promise<number>
}

const handFor = (instance: Instance): Hand => {
  const thread = new Worker(join(__dirname, 'thread.js'), { workerData: instance, resourceLimits: heap })
  const waiting: { readonly done: (expanded: Expanded) => void; readonly fail: (why: Error) => void }[] = []
  thread.on('message', (expanded: Expanded) => waiting.shift()?.done(expanded))
  thread.on('error', (why: Error) => {
    for (const { fail } of waiting.splice(0)) fail(why)
  })
  return {
    load: () => waiting.length,
    expand: (piece) =>
      new Promise((done, fail) => {
        waiting.push({ done, fail })
        thread.postMessage(piece)
      }),
    end: () => thread.terminate(),
  }
}

const leastLoaded = (hands: readonly Hand[]): Hand =>
  hands.reduce((least, hand) => (hand.load() < least.load() ? hand : least))

export const searchTogether = async (
  instance: Instance,
  patience: Patience,
  threads: number,
): Promise<Searched> => {
  const going = searching(instance, patience)
  const hands = Array.from({ length: threads }, () => handFor(instance))
  let isEmpty = false
  while (!isEmpty) {
    isEmpty = true
    const begun: Promise<Expanded>[] = []
    const next = async (): Promise<boolean> => going.take(await (begun.shift() as Promise<Expanded>), [])
    let goesOn = true
    for (const [first, end] of going.level()) {
      isEmpty = false
      begun.push(leastLoaded(hands).expand(going.piece(first, end)))
      if (begun.length >= 4 * threads) goesOn = await next()
      if (!goesOn) break
    }
    while (goesOn && begun.length > 0) goesOn = await next()
  }
  await Promise.all(hands.map((hand) => hand.end()))
  return going.result()
}
