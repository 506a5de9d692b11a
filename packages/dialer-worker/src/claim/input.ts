/** What bears on who dials. Times are monotonic milliseconds. */
import type { Revision } from '@lastcall/eventlog'

export type ClaimInput =
  /** A look at the newest event of the campaign's stream that succeeded. `owed`: something is owed by its claimant. */
  | { readonly is: 'looked'; readonly newest: Revision | null; readonly owed: boolean }
  | { readonly is: 'look failed' }
  /** An append of ours that was begun at `begunAt` is in the stream. */
  | { readonly is: 'spoke'; readonly begunAt: number }
