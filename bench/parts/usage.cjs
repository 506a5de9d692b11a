/** Loaded into a process before its program: leaves what the process used in the file that BENCH_USAGE names. */
'use strict'

process.once('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const usage = { peakRssBytes: maxRSS * 1024, cpuMs: (userCPUTime + systemCPUTime) / 1_000 }
  require('node:fs').writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage))
})
