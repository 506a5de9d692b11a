/** Where derived state is kept between lives. A cache: whatever is missing, old or broken is folded anew. */
import type { Task } from 'fp-ts/lib/Task'

export interface SnapshotStore {
  /**
   * The bytes saved last under the name, every bit of them, or null. Never fails: what cannot be read, or is not
   * what was saved, is not there.
   */
  readonly load: (name: string) => Task<Uint8Array | null>
  /** Replaces what is there, all or nothing. A failure is not an error of the caller's: the next one may succeed. */
  readonly save: (name: string, bytes: Uint8Array) => Task<boolean>
  /** False: it may still be there. */
  readonly remove: (name: string) => Task<boolean>
}

export const noSnapshots: SnapshotStore = {
  load: () => () => Promise.resolve(null),
  save: () => () => Promise.resolve(false),
  remove: () => () => Promise.resolve(true),
}
