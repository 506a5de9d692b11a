/** `lastcall audit replay` and `lastcall audit story`: how it stood then, and what became of one call. */
import type { Moment, Told } from '@lastcall/audit'
import type { CampaignId } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer, trouble } from '../outcome'
import type { Opened } from '../wiring/open'
import { withOpened } from '../wiring/open'
import { startTime } from '../wiring/parse'
import { allCampaigns, knownCampaign, knownOutreach, unavailable } from './audit-campaigns'

/** Positions of this store have sixteen digits; a revision never has. */
const momentOf = (text: string): Either<Trouble, Moment> => {
  if (/^\d{1,15}$/.test(text)) return right({ is: 'revision', revision: Number(text) })
  if (/^\d{16}$/.test(text)) return right({ is: 'position', position: text })
  const at = startTime(text, Date.now())
  if (at._tag === 'Right') return right({ is: 'time', us: at.right * 1_000 })
  return trouble({
    ending: 'usage',
    is: 'bad option',
    what: 'this is no moment of a campaign',
    where: text,
    todo: 'Give a time with its offset such as 2026-01-31T12:00:00Z, a revision or a position of 16 digits.',
  })
}

export const replay = (context: Context, which: string, asOf: string): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const moment = momentOf(asOf)
    if (moment._tag === 'Left') return moment
    const campaign = await knownCampaign(opened, which)
    if (campaign._tag === 'Left') return campaign
    const { campaignAsOf, campaignThenText } = await import('@lastcall/audit')
    const then = await campaignAsOf(opened.store)(campaign.right, moment.right)()
    if (then._tag === 'Left') return unavailable(then.left.is, then.left.why, which)
    return answer(then.right, campaignThenText(then.right))
  })

interface Asked {
  readonly told: Told
  readonly campaigns: readonly CampaignId[]
}

const askedFor = async (opened: Opened, who: string): Promise<Either<Trouble, Asked>> => {
  const [, outreach, row] = /^([0-9a-f]{32})\/(\d{1,9})$/.exec(who) ?? []
  if (outreach !== undefined) {
    const known = await knownOutreach(opened, outreach)
    if (known._tag === 'Left') return known
    const told = { outreach: known.right.outreach, recipient: Number(row) }
    return right({ told, campaigns: [known.right.campaign] })
  }
  const { AttemptId } = await import('@lastcall/domain')
  if (AttemptId.is(who)) {
    const all = await allCampaigns(opened)
    return all._tag === 'Left' ? all : right({ told: { attempt: who }, campaigns: all.right })
  }
  return trouble({
    ending: 'usage',
    is: 'not the id of a call',
    what: 'this is neither an attempt nor a recipient',
    where: who,
    todo: 'Give an attempt (32 hex digits), or <outreach>/<number of the recipient>, counted from 0.',
  })
}

export const tellStory = (context: Context, who: string): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const asked = await askedFor(opened, who)
    if (asked._tag === 'Left') return asked
    const { storyOf, storyText } = await import('@lastcall/audit')
    for (const campaign of asked.right.campaigns) {
      const story = await storyOf(opened.store)(campaign, asked.right.told)()
      if (story._tag === 'Left') return unavailable(story.left.is, story.left.why, campaign)
      if (story.right !== null) return answer(story.right, storyText(story.right))
    }
    return trouble({
      ending: 'not found',
      is: 'unknown call',
      what: 'the log knows of no such call or recipient',
      where: who,
      todo: '`lastcall audit report` lists attempts.',
    })
  })
