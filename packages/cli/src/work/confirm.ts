/** R14: a stop and a deletion ask the same way, showing what they are about to end as far as it is known at once. */
import type { Patience } from '@lastcall/campaigns'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { left } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import { confirmed } from '../terminal/confirm'
import type { NotYet } from '../terminal/not-yet'
import { previewText } from '../terminal/preview'
import type { Terminal } from '../terminal/terminal'
import type { Opened } from '../wiring/open'
import { depsOf, failureTrouble } from '../wiring/use-cases'

export type Target = { readonly outreach: OutreachId } | { readonly campaign: CampaignId }

/** Counts are shown if they are there within this time. */
const countsWithinMs = 1_000

export interface Question {
  readonly asks: string
  /** Shown under what is about to end. */
  readonly warning?: string
}

/** What is counted is shown to somebody only: without a terminal nothing is read. */
export const confirmEnding = async (
  terminal: Terminal,
  opened: Opened,
  target: Target,
  yes: boolean,
  { asks, warning }: Question,
): Promise<Either<Trouble, void>> => {
  if (yes || !terminal.isInteractive) return confirmed(terminal, yes, '', '')
  const { preview } = await import('@lastcall/campaigns')
  const known = await preview(depsOf(opened))({ of: target, withinMs: countsWithinMs })()
  if (known._tag === 'Left') return left(failureTrouble(known.left, Object.values(target)[0] as string))
  const showing = previewText(known.right)
  return confirmed(terminal, false, asks, warning === undefined ? showing : `${showing}\n${warning}`)
}

/** A use case's wait, as people are told of it. */
export const waitingOn =
  (notYet: NotYet): NonNullable<Patience['onWait']> =>
  ({ forMs, because }) => {
    notYet(forMs, 'why' in because ? because.why : because.is)
  }
