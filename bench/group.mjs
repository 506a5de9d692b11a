/** Group commit: 64 appenders at once through the thread that writes, against one commit for each append of the naive table. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { asMany, callers, openNaive, openOurs } from './group/callers.mjs'
import { onSlowerDisks } from './group/on-slow-disk.mjs'
import { many } from './parts/events.mjs'
import { limit, line, median, spread, tell } from './parts/figures.mjs'
import { freshFolder } from './parts/place.mjs'

const rounds = 7
const least = 50
const mostDelayMs = 10
const together = 5_000

const folder = freshFolder('group')
const [inThread, here] = [await openOurs(folder, 'thread'), await openOurs(folder, 'here')]
const naive = openNaive(folder)

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

/** Events of one append: one fsync for thousands of them. */
const ceiling = async () => {
  const events = many(together)
  const begun = performance.now()
  await inThread.appendMany(events)
  return together / ((performance.now() - begun) / 1_000)
}

const round = async () => ({
  raw: rawMs(),
  ceiling: await ceiling(),
  naive: await asMany(naive.append),
  thread: await asMany(inThread.append),
  few: await asMany(inThread.append, 16),
  here: await asMany(here.append),
})
await round()
const ran = []
for (let k = 0; k < rounds; k += 1) ran.push(await round())
naive.close()
await inThread.close()
await here.close()
const slower = onSlowerDisks()

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
    line({
      ...{
        what: `events of one append of ${together}: without the disk there is no more`,
        unit: 'appends/s',
      },
      ...{ value: median(ran.map((each) => each.ceiling)), against: naivePeer },
    }),
    ...(slower ?? []).map((disk) =>
      line({
        ...{ what: `the same where an fsync takes ${disk.ms} ms longer`, value: median(disk.thread) },
        ...{ unit: 'appends/s', against: { what: 'naive table', value: median(disk.naive) } },
      }),
    ),
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
    ...(slower ?? []).flatMap(({ ms, naive: slowNaive, thread }) => [
      spread(`fsync ${ms} ms longer: appends, naive`, '/s', slowNaive),
      spread(`fsync ${ms} ms longer: appends, thread`, '/s', thread),
    ]),
  ],
  notes: [
    'The naive table pays one fsync for each append, the group one for all who wait: the ratio grows with the time of an fsync, and on a fast disk is bounded by what a row costs the processor. `few`: 16 callers.',
    ...(slower === null ? ['Slower disks could not be had here.'] : []),
  ],
})
