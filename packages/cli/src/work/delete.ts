/** `lastcall delete`: a whole campaign, for good; its recipients' data cannot be recovered afterwards. */
import type { Either } from 'fp-ts/lib/Either'
import { left } from 'fp-ts/lib/Either'
import type { CampaignId } from '@lastcall/domain'
import { actorFor } from '../actor'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer } from '../outcome'
import { confirmed } from '../terminal/confirm'
import { notYetOn } from '../terminal/not-yet'
import { previewText } from '../terminal/preview'
import { campaignId } from '../wiring/ids'
import type { Opened } from '../wiring/open'
import { withOpened } from '../wiring/open'
import { liveCallsOf } from '../commands/live-calls'
import { depsOf, failed, failureTrouble } from '../wiring/use-cases'

export interface DeleteFlags {
  readonly liveCalls: string
  readonly yes: boolean
}

const countsWithinMs = 1_000

const warning = [
  'Deletion is at once and cannot be undone: every outreach ends, and names, numbers, file names and reasons',
  'cannot be read any more by anybody. Export what you need first (`lastcall uncalled`). The audit facts remain.',
].join('\n')

const confirmDeletion = async (
  { terminal }: Context,
  opened: Opened,
  campaign: CampaignId,
  yes: boolean,
): Promise<Either<Trouble, void>> => {
  if (yes || !terminal.isInteractive) return confirmed(terminal, yes, '', '')
  const { preview } = await import('@lastcall/campaigns')
  const known = await preview(depsOf(opened))({ of: { campaign }, withinMs: countsWithinMs })()
  if (known._tag === 'Left') return left(failureTrouble(known.left, campaign))
  return confirmed(terminal, false, 'Delete for good?', `${previewText(known.right)}\n${warning}`)
}

export const deleteOne = (context: Context, text: string, flags: DeleteFlags): Promise<Outcome> => {
  const notYet = notYetOn(context.terminal, 'deletion')
  return withOpened(
    context,
    async (opened) => {
      const id = campaignId(text)
      if (id._tag === 'Left') return id
      const actor = actorFor(opened.installation.config, context.as)
      if (actor._tag === 'Left') return actor
      const yes = await confirmDeletion(context, opened, id.right, flags.yes)
      if (yes._tag === 'Left') return yes
      const { deleteCampaign } = await import('@lastcall/campaigns')
      const gone = await deleteCampaign(depsOf(opened))({
        actor: actor.right,
        campaign: id.right,
        liveCalls: liveCallsOf(flags.liveCalls),
        onWait: ({ forMs, because }) => {
          notYet(forMs, 'why' in because ? because.why : because.is)
        },
      })()
      if (gone._tag === 'Left') return failed(gone.left, text)
      const { at, revision, streams } = gone.right
      return answer(
        gone.right,
        `campaign ${text} deleted at ${at} (revision ${revision}); its key is destroyed, ${streams} lists of recipients removed`,
      )
    },
    { notYet },
  )
}
