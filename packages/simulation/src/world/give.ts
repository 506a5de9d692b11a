/** Something reaches a process: now, or when it goes on; never, when it is dead. */
import type { Delivery } from './message'
import { onPerson } from './person'
import { onWorker } from './worker'
import type { World } from './world'

export const give = (world: World, to: number, what: Delivery): void => {
  const process = world.processes[to]
  if (process === undefined || !process.alive) return
  if (process.frozen) {
    // Timers do not pile up: one that is late is one.
    if (what.is !== 'tick' || !process.inbox.some(({ is }) => is === 'tick')) process.inbox.push(what)
    return
  }
  if (process.is === 'worker') onWorker(world, process, what)
  else onPerson(world, process, what)
}
