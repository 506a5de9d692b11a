/** What the log says while the demonstration runs. Nothing else is shown. */
import { preview } from '@lastcall/campaigns'
import type { ClassCounts } from '@lastcall/campaigns'
import type { CampaignId, Claim, OutreachId, Phase } from '@lastcall/domain'
import { currentLists } from '@lastcall/history'
import type { Opened } from '../wiring/open'
import { depsOf } from '../wiring/use-cases'

export interface Seen {
  readonly phase: Phase
  readonly counts: ClassCounts
  readonly claim: Claim | null
  readonly quiesced: boolean
}

export const openIn = (counts: ClassCounts): number =>
  counts.authorized + counts['handed over'] + counts.ringing + counts.connected

/** Recipients that were called, whatever came of it. */
export const calledIn = (counts: ClassCounts, recipients: number): number =>
  recipients - counts['never attempted'] - counts.authorized

export const look = async (
  opened: Opened,
  campaign: CampaignId,
  outreach: OutreachId,
): Promise<Seen | null> => {
  const { lists } = await currentLists(opened.feed, opened.snapshots)
  const state = lists.get(campaign)?.state
  const known = state?.outreaches.get(outreach)
  const shown = await preview(depsOf(opened))({ of: { outreach }, withinMs: null })()
  const counts = shown._tag === 'Right' ? shown.right.outreaches[0]?.counts : undefined
  if (state === undefined || known === undefined || counts == null) return null
  return { phase: known.phase, counts, claim: state.claim, quiesced: known.stop?.quiesced === true }
}
