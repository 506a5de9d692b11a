/** One permission to dial, as the campaign's stream has it. */
import type { IncarnationId, OutreachId } from '@lastcall/domain'
import type { Stood } from './attempt'

/** One `CallsAuthorized`. */
export interface Batch extends Stood {
  readonly outreach: OutreachId
  readonly incarnation: IncarnationId
  readonly permitMs: number
  readonly calls: number
  /** How far the facts of this outreach were known; -1: none. */
  readonly factsSeen: number
  /** How far the facts of each outreach were known; an outreach that is not named had no open call. */
  readonly callsSeen: readonly (readonly [OutreachId, number | null])[]
  readonly suppressionSeen: number | null
}
