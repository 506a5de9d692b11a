/** `lastcall status`: what is going on, from the log alone: campaigns, outreaches by tab, counts, and who dials. */
import type { OutreachPreview } from '@lastcall/campaigns'
import type { CampaignId, Claim } from '@lastcall/domain'
import type { ListsTold } from '@lastcall/history'
import type { Context } from '../context'
import type { Outcome } from '../outcome'
import { answer } from '../outcome'
import { table } from '../terminal/table'
import { campaignId } from '../wiring/ids'
import type { Opened } from '../wiring/open'
import { withOpened } from '../wiring/open'
import { depsOf, failed, listsOf } from '../wiring/use-cases'

interface CampaignTold {
  readonly campaign: CampaignId
  readonly dialedBy: Claim | null
  readonly outreaches: readonly OutreachPreview[]
}

const told = async (
  opened: Opened,
  campaign: CampaignId,
  lists: ListsTold['lists'],
): Promise<CampaignTold | null> => {
  const { preview } = await import('@lastcall/campaigns')
  const shown = await preview(depsOf(opened))({ of: { campaign }, ended: true, withinMs: null })()
  if (shown._tag === 'Left') return null
  return { campaign, dialedBy: lists.get(campaign)?.state.claim ?? null, outreaches: shown.right.outreaches }
}

const dialerText = (claim: Claim | null): string => {
  if (claim === null) return 'nobody has dialed it'
  return claim.yielded === null ? `dialed by ${claim.worker}` : `last dialed by ${claim.worker}, who has left`
}

const outreachRow = ({ outreach, phase, recipients, counts }: OutreachPreview): readonly string[] => {
  const open =
    counts === null ? null : counts.authorized + counts['handed over'] + counts.ringing + counts.connected
  const shown = [
    counts?.['never attempted'],
    counts?.['not reached'],
    counts?.reached,
    open,
    counts?.unresolved,
  ]
  return [outreach, phase, String(recipients), ...shown.map((count) => String(count ?? '?'))]
}

const head = ['OUTREACH', 'TAB', 'RECIPIENTS', 'NEVER TRIED', 'NOT REACHED', 'REACHED', 'OPEN', 'UNRESOLVED']

const text = (all: readonly CampaignTold[]): string =>
  all.length === 0
    ? 'no campaigns'
    : all
        .map(({ campaign, dialedBy, outreaches }) => {
          const rows = outreaches.length === 0 ? 'no outreaches' : table(head, outreaches.map(outreachRow))
          return `campaign ${campaign}, ${dialerText(dialedBy)}\n${rows}`
        })
        .join('\n\n')

/** What keeps workers from dialing and stands in no log. */
const warningsOf = async ({ logFile, installation }: Opened): Promise<readonly string[]> => {
  if (logFile === null) return []
  const { littleRoom, usualMinimumMb } = await import('../wiring/room.js')
  const scarce = littleRoom(logFile, installation.config.minimumFreeMb ?? usualMinimumMb)
  return scarce === null ? [] : [scarce]
}

export const showStatus = (context: Context, which: string | undefined): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const { campaigns } = await import('@lastcall/campaigns')
    const shown = await campaigns(depsOf(opened))()
    if (shown._tag === 'Left') return failed(shown.left, 'campaigns')
    let ids = shown.right.map(({ campaign }) => campaign)
    if (which !== undefined) {
      const id = campaignId(which)
      if (id._tag === 'Left') return id
      if (!ids.includes(id.right)) return failed({ is: 'unknown campaign' }, which)
      ids = [id.right]
    }
    const lists = await listsOf(opened)
    if (lists._tag === 'Left') return lists
    const all: CampaignTold[] = []
    for (const id of ids) {
      const one = await told(opened, id, lists.right)
      if (one !== null) all.push(one)
    }
    const warnings = await warningsOf(opened)
    return answer({ campaigns: all, warnings }, [text(all), ...warnings].join('\n\n'))
  })
