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
/** A quarter of the events in more than a quarter of the time is not linear; half as much again is noise. */
const mostGrowth = 1.5

const once = fileURLToPath(new URL('audit/once.mjs', import.meta.url))
const run = (...args) => JSON.parse(execFileSync(process.execPath, [once, ...args], { encoding: 'utf8' }))

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
    lines: run('lines', join(exports.part, 'events.ndjson')),
    verify: run('verify', exports.whole),
    verifyPart: run('verify', exports.part),
  })
  say(`round ${k + 1} of ${rounds}`)
}

const cpu = (name) => ran.map((each) => each[name].cpuMs)
const linesNs = (name) => ran.map(({ lines }) => (lines[name] / lines.events) * 1e6)
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
      ...{ what: 'the same, memory at most', value: Math.max(...megabytes('audit')), unit: 'MB' },
      ...{ against: limit(mostMegabytes), most: 1 },
    }),
    line({
      ...{ what: 'an event parsed and decoded', value: median(linesNs('decodeMs')), unit: 'ns' },
      ...{ against: { what: 'JSON.parse alone', value: median(linesNs('parseMs')) }, most: mostDecode },
    }),
    line({
      ...{ what: 'verifying an export, each event', value: median(perEvent('verify')), unit: 'us CPU' },
      ...{ against: { what: 'a quarter of it', value: median(perEvent('verifyPart')) }, most: mostGrowth },
    }),
    line({ what: 'verifying it, memory at most', value: Math.max(...megabytes('verify')), unit: 'MB' }),
    line({ what: 'writing an export', value: exported.cpuMs, unit: 'ms CPU' }),
  ],
  raw: [
    ...['read', 'audit', 'verify', 'verifyPart'].map((name) => spread(name, 'ms CPU', cpu(name))),
    ...['read', 'audit', 'verify', 'verifyPart'].map((name) =>
      spread(`${name}, memory`, 'MB', megabytes(name)),
    ),
    spread('audit, ratio to reading', 'x', ratio('audit', 'read')),
    spread(
      'decoded, ratio to parsed',
      'x',
      ran.map(({ lines }) => lines.decodeMs / lines.parseMs),
    ),
  ],
  notes: [
    'Each figure comes from a process of its own without flags; memory is its greatest resident set, Node included.',
  ],
})
