/** Through an index or through the log: the feed is the same, and a rare type is found without reading the rest. */
import type { Selection } from '@lastcall/eventlog'
import { streamName } from '@lastcall/eventlog'
import { expect, test } from '@jest/globals'
import { backlog, put } from '../events.fixture'
import { newPath, opened } from '../process.fixture'

const selections: readonly (readonly [string, Selection])[] = [
  ['one rare type', { types: ['Rare'] }],
  ['a type twice, and one that never was', { types: ['Rare', 'Rare', 'Never'] }],
  ['a rare and a common type', { types: ['Rare', 'Common'] }],
  ['no type', { types: [] }],
  [
    'more types than an index is good for',
    { types: ['Rare', ...Array.from({ length: 60 }, (_, i) => `T${i}`)] },
  ],
  ['a few streams', { prefixes: ['campaign-'] }],
  ['overlapping prefixes', { prefixes: ['campaign-', 'campaign-1', 'call'] }],
  ['every stream', { prefixes: [''] }],
  ['no stream', { prefixes: [] }],
]

const fits = (what: Selection, type: string, stream: string): boolean =>
  'types' in what ? what.types.includes(type) : what.prefixes.some((prefix) => stream.startsWith(prefix))

test('every selection gives exactly what fits, in order, from every place', async () => {
  const log = await opened(newPath())
  const written: { readonly type: string; readonly stream: string }[] = []
  for (let round = 0; round < 6; round += 1) {
    for (const [stream, type, count] of [
      [`campaign-${round % 3}`, 'Rare', 2],
      [`calls-${round}`, 'Common', 700],
      ['calls-0', 'Rare', 1],
      ['calls-x', 'Other', 1_300],
    ] as const) {
      await put(log, streamName(stream), count, type)
      for (let i = 0; i < count; i += 1) written.push({ type, stream })
    }
  }
  const everything = await backlog(log, { prefixes: [''] })
  for (const [name, what] of selections) {
    for (const start of [0, 1, 2_500, written.length - 900, written.length]) {
      const before = start === 0 ? undefined : everything[start - 1]
      const items = await backlog(log, what, before?.is === 'event' ? before.event.position : null)
      const expected = written.flatMap(({ type, stream }, i) =>
        i >= start && fits(what, type, stream) ? [i + 1] : [],
      )
      const got = items.flatMap((item) => (item.is === 'event' ? [Number(item.event.position)] : []))
      expect([name, start, got]).toEqual([name, start, expected])
      expect(items.at(-1)).toMatchObject({
        is: 'caught-up',
        at: everything[written.length - 1]?.is === 'event' ? expect.anything() : null,
      })
    }
  }
  await log.close()
})

test('what is rare costs what it is, not what the log is', async () => {
  const log = await opened(newPath())
  const msFor = async (what: Selection): Promise<number> => {
    const start = performance.now()
    await backlog(log, what)
    return performance.now() - start
  }
  for (let i = 0; i < 4; i += 1) {
    await put(log, streamName('calls-1'), 15_000, 'Common')
    await put(log, streamName('campaign-1'), 2, 'Rare')
  }
  const whole = await msFor({ prefixes: [''] })
  for (const what of [{ types: ['Rare'] }, { prefixes: ['campaign-'] }]) {
    expect((await msFor(what)) / whole).toBeLessThan(0.2)
  }
  await log.close()
})
