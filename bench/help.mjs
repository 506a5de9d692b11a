/** `lastcall --help`: CPU time of a whole process, user and system. */
import { entry, measured } from './parts/command.mjs'
import { limit, line, median, spread, tell } from './parts/figures.mjs'

const rounds = 10
const limitMs = 150

const help = []
const nothing = []
await measured([entry, '--help'])
for (let k = 0; k < rounds; k += 1) {
  nothing.push((await measured(['-e', ''])).cpuMs)
  help.push((await measured([entry, '--help'])).cpuMs)
}

tell({
  lines: [
    line({
      what: '`lastcall --help`, CPU time',
      value: median(help),
      unit: 'ms',
      against: limit(limitMs),
      most: 1,
    }),
    line({
      what: '`lastcall --help`, CPU time',
      value: median(help),
      unit: 'ms',
      against: { what: 'an empty script', value: median(nothing) },
    }),
  ],
  raw: [
    spread('CPU time of `lastcall --help`', 'ms', help),
    spread('CPU time of an empty script', 'ms', nothing),
  ],
})
