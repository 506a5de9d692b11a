/**
 * A process that exits ends its threads wherever they are, and one that is inside SQLite then aborts the process: the
 * driver throws where nobody can catch. So the process waits until the call has returned, and none begins any more.
 */
import type { Database, Driver, Statement } from '@lastcall/sqlite-file'

/** Memory of both: whether the process leaves, and whether the thread is inside. */
export type Doorway = Int32Array<SharedArrayBuffer>

const leaves = 0
const inside = 1

/** An fsync of a disk that stands still would hold up the exit as well; then the process is aborted. Milliseconds. */
const patienceMs = 5_000

export const newDoorway = (): Doorway => new Int32Array(new SharedArrayBuffer(8))

/** For the last turn of the process: nothing is begun in the thread from here on. */
export const waitOutside = (doorway: Doorway): void => {
  Atomics.store(doorway, leaves, 1)
  const until = performance.now() + patienceMs
  while (Atomics.load(doorway, inside) === 1 && performance.now() < until)
    Atomics.wait(doorway, inside, 1, until - performance.now())
}

const through = <T>(doorway: Doorway, call: () => T): T => {
  Atomics.store(doorway, inside, 1)
  // Said first and looked afterwards, as the other side does: one of the two sees the other.
  if (Atomics.load(doorway, leaves) === 1) {
    Atomics.store(doorway, inside, 0)
    Atomics.notify(doorway, inside)
    // Until the process is gone.
    Atomics.wait(doorway, leaves, 1)
  }
  try {
    return call()
  } finally {
    Atomics.store(doorway, inside, 0)
    Atomics.notify(doorway, inside)
  }
}

/** The driver for the thread. */
export const passing = ({ DatabaseSync }: Driver, doorway: Doorway): Driver => {
  const statement = (of: Statement): Statement => ({
    all: (...values) => through(doorway, () => of.all(...values)),
    get: (...values) => through(doorway, () => of.get(...values)),
    run: (...values) => through(doorway, () => of.run(...values)),
  })
  const open = function (...how: ConstructorParameters<Driver['DatabaseSync']>): Database {
    const database = through(doorway, () => new DatabaseSync(...how))
    return {
      exec: (text) => through(doorway, () => database.exec(text)),
      prepare: (text) => statement(through(doorway, () => database.prepare(text))),
      close: () => through(doorway, () => database.close()),
    }
  }
  return { DatabaseSync: open as unknown as Driver['DatabaseSync'] }
}
