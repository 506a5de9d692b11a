/** Why a use case did not do what was asked. Values without personal data: they may be shown, logged and counted. */
import type { CampaignRefusal, Phase } from '@lastcall/domain'
import type { ErasureFailure } from '@lastcall/vault'
import type { ImportProblem } from './schedule/problem'

export type StoreFailure =
  /** Nothing was written; later it may work. */
  | { readonly is: 'store unavailable'; readonly why: string }
  /** The store never told: it may have been written. */
  | { readonly is: 'store uncertain'; readonly why: string }
  /** Nothing was written, and a repeat cannot help. */
  | { readonly is: 'store refused'; readonly why: string }
  /** Others wrote to the campaign more often than we tried. Nothing was written. */
  | { readonly is: 'contended'; readonly attempts: number }
  /** Written by a newer program, or damaged. `what`: where and which type. */
  | { readonly is: 'history unreadable'; readonly what: string }

export type KeyFailure =
  | { readonly is: 'keys unavailable'; readonly why: string }
  | { readonly is: 'key unknown' }
  | { readonly is: 'key destroyed' }
  | { readonly is: 'wrong master key' }

export type Failure =
  | CampaignRefusal
  | StoreFailure
  | KeyFailure
  /** The signal of a revocation was aborted. `acknowledged`: it stands, only its effect was not read back. */
  | { readonly is: 'given up'; readonly acknowledged: boolean }
  /** The deletion stands and the key may be gone; ciphertext may be left. `finishDeletions` goes on. */
  | { readonly is: 'erasure unfinished'; readonly because: ErasureFailure }
  | { readonly is: 'import refused'; readonly problem: ImportProblem }
  | { readonly is: 'outreach not ended'; readonly phase: Phase }
  /** The ciphertext of the recipients is not there, not whole, or does not open. `chunk`: its number. */
  | { readonly is: 'recipients unreadable'; readonly chunk: number }
  /** The wait for quiet ended before it came. */
  | { readonly is: 'not quiet yet'; readonly open: number }
