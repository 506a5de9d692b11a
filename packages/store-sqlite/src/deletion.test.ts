/** R16: the contents of a deleted recipients- stream are gone from every answer at once, and from the file. */
import type { FeedItem } from '@lastcall/eventlog'
import { streamName } from '@lastcall/eventlog'
import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { all, backlog, calls, from0, noted, put, recipients } from './events.fixture'
import { newPath, opened } from './process.fixture'

test('the ciphertext is in the file before, and in no byte of it after', async () => {
  const path = newPath()
  const log = await opened(path)
  const secret = 'c2VhbGVkIHNvIHRoYXQgbm9ib2R5IGNhbiByZWFk'
  for (let chunk = 0; chunk < 100; chunk += 1) {
    await log.store.append(recipients, 'anything', [
      noted(chunk, 'RecipientsImported', { secret: secret + 'x'.repeat(9_000) }),
    ])()
  }
  await log.close()
  expect(readFileSync(path).includes(secret)).toBe(true)
  const again = await opened(path)
  expect(await again.store.deleteStream(recipients)()).toMatchObject({ _tag: 'Right' })
  await again.close()
  expect(readFileSync(path).includes(secret)).toBe(false)
})

test('a deletion counts from its first moment, while the rows still go; again is a success', async () => {
  const log = await opened(newPath())
  await put(log, recipients, 500)
  const half = log.store.deleteStream(recipients)()
  // The tombstone stands after the first transaction; the rows go in the next ones.
  await new Promise(setImmediate)
  expect(await all(log, recipients)).toEqual([])
  await half
  expect(await log.store.deleteStream(recipients)()).toMatchObject({ _tag: 'Right' })
  expect(await log.store.append(recipients, 'anything', [noted(1)])()).toMatchObject({
    left: { is: 'refused' },
  })
  await log.close()
})

test('a live feed passes over what is deleted between its look and its hand-over', async () => {
  const path = newPath()
  const [log, other] = [await opened(path), await opened(path)]
  await put(log, recipients, 5)
  await put(log, calls, 2)
  const seen: FeedItem[] = []
  for await (const item of log.feed.follow(
    { prefixes: ['recipients-', 'calls-'] },
    null,
    new AbortController().signal,
  )) {
    seen.push(item)
    if (item.is === 'caught-up') break
    // All seven are in one page already.
    if (seen.length === 2) await other.store.deleteStream(recipients)()
  }
  const streams = seen.map((item) => (item.is === 'event' ? item.event.stream : item.is))
  expect(streams).toEqual([recipients, recipients, calls, calls, 'caught-up'])
  await log.close()
  await other.close()
})

test('the look, the last look and the feed find nothing, while the neighbours stay', async () => {
  const log = await opened(newPath())
  const neighbour = streamName('recipients-c-o2')
  for (const stream of [recipients, neighbour, recipients, calls]) await put(log, stream, 2)
  await log.store.deleteStream(recipients)()
  expect(log.store.newer?.(recipients, null, 10)).toMatchObject({ right: [] })
  expect(await log.store.last(recipients)()).toMatchObject({ right: { _tag: 'None' } })
  expect(await log.store.read(recipients, from0, 10)()).toMatchObject({ right: { events: [], atHead: true } })
  const items = await backlog(log, { types: ['Noted'] })
  expect(items.map((item) => (item.is === 'event' ? item.event.stream : item.is))).toEqual([
    neighbour,
    neighbour,
    calls,
    calls,
    'caught-up',
  ])
  await log.close()
})
