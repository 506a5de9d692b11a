/** Snapshots in memory: the very bytes that were saved, as a test hands them over. */
import type { SnapshotStore } from './snapshots/port'

export const keptInMemory = (): SnapshotStore & { readonly held: ReadonlyMap<string, Uint8Array> } => {
  const held = new Map<string, Uint8Array>()
  return {
    held,
    load: (name) => async () => held.get(name) ?? null,
    save: (name, bytes) => async () => {
      held.set(name, bytes)
      return true
    },
    remove: (name) => async () => {
      held.delete(name)
      return true
    },
  }
}
