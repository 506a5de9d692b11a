/** From the first old event into live ones there is no gap, no repeat and no other order, whoever writes. */
import type { Recorded } from '@lastcall/eventlog'
import { streamName } from '@lastcall/eventlog'
import { expect, test } from '@jest/globals'
import { statSync } from 'node:fs'
import { backlog, calls, put } from '../events.fixture'
import { inProcess, newPath, opened } from '../process.fixture'

const writer = `
for (let i = 0; i < input.appends; i += 1) {
  const events = Array.from({ length: 1 + (i % 7) }, (_, k) => event(k % 2 ? 'Odd' : 'Even', { i, k }))
  const answer = await log.store.append('calls-' + input.by, 'anything', events)()
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
}
say('done')`

test('a follower that starts in the middle of three writing processes gets every event once, in order', async () => {
  const path = newPath()
  const log = await opened(path)
  await put(log, calls, 2_500, 'Even')
  const writers = [0, 1, 2].map((by) => inProcess(writer, { path, by, appends: 120 }))
  let ended = false
  const end = Promise.all(writers.map((each) => each.end)).then(() => (ended = true))
  const seen: Recorded[] = []
  let caughtUp = 0
  for await (const item of log.feed.follow({ types: ['Even', 'Odd'] }, null, new AbortController().signal)) {
    if (item.is === 'event') seen.push(item.event)
    else {
      caughtUp += 1
      expect(Number(item.at)).toBeGreaterThanOrEqual(seen.length)
      if (ended && Number(item.at) === seen.length) break
      if (ended) await end
    }
    if (!ended && seen.length === 2_500 + 3 * 477) await end
  }
  expect(seen.map((event) => Number(event.position))).toEqual(seen.map((_, i) => i + 1))
  expect(seen).toHaveLength(2_500 + 3 * 477)
  expect(caughtUp).toBeGreaterThan(0)
  const again = (await backlog(log, { prefixes: ['calls-'] })).flatMap((item) =>
    item.is === 'event' ? [item.event] : [],
  )
  expect(again).toEqual(seen)
  await log.close()
})

test('a position that the log never reached, or that is of another store, is an error and no silence', async () => {
  const log = await opened(newPath())
  await put(log, streamName('calls-1'), 2)
  const [first] = await backlog(log, { prefixes: [''] })
  if (first?.is !== 'event') throw new Error('nothing there')
  for (const after of [first.event.position.replace(/1$/, '9'), 'C:7/P:7', '-1']) {
    await expect(backlog(log, { prefixes: [''] }, after as typeof first.event.position)).rejects.toThrow(
      'position',
    )
  }
  await log.close()
})

test('nothing is read across an await: the log beside the file stays small while a follower is slow', async () => {
  const path = newPath()
  const log = await opened(path)
  await put(log, calls, 1_500)
  let [seen, written, largest] = [0, 0, 0]
  for await (const item of log.feed.follow({ types: ['Noted'] }, null, new AbortController().signal)) {
    if (item.is === 'caught-up') break
    seen += 1
    if (seen % 100 !== 0 || written === 100) continue
    await put(log, calls, 1_000)
    written += 1
    largest = Math.max(largest, statSync(`${path}-wal`).size)
  }
  expect(seen).toBe(1_500 + written * 1_000)
  await log.close()
  // One reader that stays would keep every page that was written since.
  expect(largest / statSync(path).size).toBeLessThan(0.6)
})
