/** Opens the journal of one process: any number of handles share it, and a second process is refused. */
import type { EventFeed, EventStore } from '@lastcall/eventlog'
import { holdName } from '@lastcall/sqlite-file'
import { closeSync } from 'node:fs'
import { resolve } from 'node:path'
import { feedOn } from './feed'
import type { Journal } from './journal'
import { openJournal } from './journal'
import { storeOn } from './store'

interface Shared {
  readonly journal: Journal
  readonly release: () => void
  handles: number
}

const opened = new Map<string, Promise<Shared>>()

const share = async (path: string): Promise<Shared> => {
  // The lock is the kernel's: it ends with the process, however the process ends.
  const name = await holdName(`${path}-lock`)()
  if (name._tag === 'Left') throw new Error(name.left.why)
  if (name.right.is === 'taken') throw new Error(`${path} is open in another process`)
  return { journal: openJournal(path), release: name.right.release, handles: 0 }
}

export const openOwnStore = async (
  at: string,
): Promise<{ readonly store: EventStore; readonly feed: EventFeed }> => {
  const path = resolve(at)
  const sharing = opened.get(path) ?? share(path)
  opened.set(path, sharing)
  sharing.catch(() => opened.delete(path))
  const shared = await sharing
  const { journal } = shared
  shared.handles += 1
  let open = true
  const close = async (): Promise<void> => {
    if (!open) return
    open = false
    for (const ring of [...journal.bells]) ring()
    if ((shared.handles -= 1) > 0) return
    opened.delete(path)
    closeSync(journal.file)
    shared.release()
  }
  return { store: storeOn(journal, () => open, close), feed: feedOn(journal, () => open) }
}
