/** A process's log: JSON lines on standard error, readable on a terminal. Nothing personal gets here. */
import type { WorkerLog } from '@lastcall/dialer-worker'
import { pino } from 'pino'

export const processLog = (bound: Readonly<Record<string, string>>): WorkerLog => {
  const pretty = process.stderr.isTTY
    ? { transport: { target: 'pino-pretty', options: { destination: 2, ignore: 'pid,hostname' } } }
    : null
  const base = { base: { pid: process.pid, ...bound } }
  // Synchronous, so that the last words before an exit are not lost.
  const log =
    pretty === null ? pino(base, pino.destination({ dest: 2, sync: true })) : pino({ ...base, ...pretty })
  return {
    say: (level, what, campaign) => {
      log[level](campaign === null ? {} : { campaign }, what)
    },
  }
}
