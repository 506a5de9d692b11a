/** Who keeps a stop waiting: named for people with the way out, and ended when they asked for it. */
import type { Holder } from '@lastcall/sqlite-file'
import { holderOf } from '@lastcall/sqlite-file'

const nothingLost = 'the lock is freed, and nothing that is committed is lost'

/** `kill`: false when it was not asked for. */
export const wordsOn = ({ pid, program, isStopped, isCertain }: Holder, kill: boolean): string => {
  const who = `process ${pid} (${program}) ${isCertain ? '' : 'probably '}holds the log`
  if (!isStopped) return `${who}; it seems to be at work`
  if (kill && isCertain) return `${who} and was stopped by a signal: it is ended now; ${nothingLost}`
  const flag = isCertain ? ' (or --kill-holder)' : ''
  const ways = `\`kill -CONT ${pid}\` lets it go on, \`kill -KILL ${pid}\`${flag} ends it: ${nothingLost}`
  return `${who} and is stopped by a signal; ${ways}`
}

/** People with more rights, or on another system, can look themselves. */
export const nobodyNamed = (log: string): string =>
  `another process holds the log, and it cannot be told here which; \`lsof ${log}-shm\` lists who has it open`

/** Only a process that is stopped, and certainly holds the lock, is ever ended: others let go by themselves. */
export const heldBy = (log: string, kill: boolean): string => {
  const holder = holderOf(log)
  if (holder === null) return nobodyNamed(log)
  if (!kill || !holder.isStopped || !holder.isCertain) return wordsOn(holder, kill)
  try {
    process.kill(holder.pid, 'SIGKILL')
    return wordsOn(holder, true)
  } catch (error) {
    return `${wordsOn(holder, false)}; ending it failed (${(error as NodeJS.ErrnoException).code ?? 'not allowed'})`
  }
}
