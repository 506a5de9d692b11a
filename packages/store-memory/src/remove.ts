/** Takes a recipients' stream out of the log for good: its contents go, its name and its positions stay taken. */
import type { Refused, StreamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { MemoryLog } from './log'
import { eventsOf, indexOf } from './log'

const removable = 'recipients-'

export const remove = (log: MemoryLog, name: StreamName): Either<Refused, void> => {
  if (!name.startsWith(removable)) return left({ is: 'refused', why: `only ${removable} streams go` })
  for (const { position } of eventsOf(log, name)) log.entries[indexOf(position)] = null
  log.streams.set(name, 'deleted')
  return right(undefined)
}
