/** Which campaigns an audit may ask for: every one that is in the log, deleted ones too. */
import type { CampaignId, OutreachId } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import { campaignId, outreachId } from '../wiring/ids'
import type { Opened } from '../wiring/open'
import { listsOf } from '../wiring/use-cases'

export const allCampaigns = async (opened: Opened): Promise<Either<Trouble, readonly CampaignId[]>> => {
  const lists = await listsOf(opened)
  return lists._tag === 'Left' ? lists : right([...lists.right.keys()])
}

export const knownCampaign = async (opened: Opened, which: string): Promise<Either<Trouble, CampaignId>> => {
  const id = campaignId(which)
  if (id._tag === 'Left') return id
  const all = await allCampaigns(opened)
  if (all._tag === 'Left') return all
  if (all.right.includes(id.right)) return id
  return trouble({
    ending: 'not found',
    is: 'unknown campaign',
    what: 'there is no such campaign in the log',
    where: which,
    todo: '`lastcall campaign list` shows those that are not deleted.',
  })
}

export interface Placed {
  readonly campaign: CampaignId
  readonly outreach: OutreachId
}

export const knownOutreach = async (opened: Opened, which: string): Promise<Either<Trouble, Placed>> => {
  const id = outreachId(which)
  if (id._tag === 'Left') return id
  const lists = await listsOf(opened)
  if (lists._tag === 'Left') return lists
  for (const [campaign, { state }] of lists.right)
    if (state.outreaches.has(id.right)) return right({ campaign, outreach: id.right })
  return trouble({
    ending: 'not found',
    is: 'unknown outreach',
    what: 'there is no such outreach in the log',
    where: which,
    todo: '`lastcall outreach list` shows those of a campaign.',
  })
}

export const unavailable = (is: string, why: string, where: string): Either<Trouble, never> =>
  trouble({ ending: 'unavailable', is, what: why, where, todo: 'Try again.' })
