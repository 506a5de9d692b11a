/** Auditing a million events: from SQLite against reading them alone, validated against parsed, and an export, line by line. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeLog } from './audit/log.mjs'
import { limit, line, median, say, spread, tell } from './parts/figures.mjs'
import { freshFolder } from './parts/place.mjs'

const events = Number(process.env.BENCH_EVENTS ?? 1_000_000)
const rounds = 3
const mostTimes = 3
const mostDecode = 1.4
const mostMegabytes = 256
const oldSpaceMegabytes = 110
/** A quarter of the events in more than a quarter of the time is not linear; half as much again is noise. */
const mostGrowth = 1.5

const once = fileURLToPath(new URL('audit/once.mjs', import.meta.url))
const node = (...args) => JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
const run = (...args) => node(once, ...args)
/** V8 lets garbage lie as long as there is room; what an audit needs shows only where there is little. */
const inLittleRoom = (...args) => node(`--max-old-space-size=${oldSpaceMegabytes}`, once, ...args)

const folder = freshFolder('audit')
const [whole, part] = [join(folder, 'whole.db'), join(folder, 'part.db')]
const written = await writeLog(whole, events)
say(`${written} events written`)
await writeLog(part, events / 4)

const exports = { whole: join(folder, 'evidence'), part: join(folder, 'part') }
const exported = run('export', whole, exports.whole)
run('export', part, exports.part)
say('exported')

const ran = []
for (let k = 0; k < rounds; k += 1) {
  ran.push({
    read: run('read', whole),
    audit: run('audit', whole),
    tight: inLittleRoom('audit', whole),
    parse: run('parse', join(exports.whole, 'events.ndjson')),
    decode: run('parse and decode', join(exports.whole, 'events.ndjson')),
    verify: run('verify', exports.whole),
    verifyPart: run('verify', exports.part),
  })
  say(`round ${k + 1} of ${rounds}`)
}

const cpu = (name) => ran.map((each) => each[name].cpuMs)
const megabytes = (name) => ran.map((each) => each[name].megabytes)
const ratio = (one, other) => ran.map((each) => each[one].cpuMs / each[other].cpuMs)
const perEvent = (name) => ran.map((each) => (each[name].cpuMs / each[name].events) * 1_000)
const against = (what, name) => ({ what, value: median(cpu(name)) })

tell({
  lines: [
    line({
      ...{ what: `audit of ${written} events from SQLite`, value: median(cpu('audit')), unit: 'ms CPU' },
      ...{ against: against('reading and parsing', 'read'), most: mostTimes },
    }),
    line({
      ...{ what: 'the same in little room, memory at most', value: median(megabytes('tight')), unit: 'MB' },
      ...{ against: limit(mostMegabytes), most: 1 },
    }),
    line({
      ...{ what: 'decoded lines', value: median(cpu('decode')), unit: 'ms CPU' },
      ...{ against: against('JSON.parse', 'parse'), most: mostDecode },
    }),
    line({
      ...{ what: 'verifying an export, each event', value: median(perEvent('verify')), unit: 'us CPU' },
      ...{ against: { what: 'a quarter of it', value: median(perEvent('verifyPart')) }, most: mostGrowth },
    }),
    line({ what: 'the same, memory at most', value: median(megabytes('verify')), unit: 'MB' }),
    line({ what: 'writing an export', value: exported.cpuMs, unit: 'ms CPU' }),
  ],
  raw: [
    ...['read', 'audit', 'parse', 'decode', 'verify', 'verifyPart'].map((name) =>
      spread(name, 'ms CPU', cpu(name)),
    ),
    ...['read', 'audit', 'verify', 'verifyPart'].map((name) =>
      spread(`${name}, memory`, 'MB', megabytes(name)),
    ),
    spread('audit, ratio to reading', 'x', ratio('audit', 'read')),
    spread('decoded, ratio to parsed', 'x', ratio('decode', 'parse')),
  ],
  notes: [
    'Each figure comes from a process of its own; memory is its greatest resident set, Node included.',
    `In little room: with --max-old-space-size=${oldSpaceMegabytes}. Without, V8 lets garbage lie and takes more.`,
  ],
})
