/** `lastcall delete`: a whole campaign, for good; its recipients' data cannot be recovered afterwards. */
import { actorFor } from '../actor'
import type { Context } from '../context'
import type { Outcome } from '../outcome'
import { answer } from '../outcome'
import { notYetOn } from '../terminal/not-yet'
import { campaignId } from '../wiring/ids'
import { withOpened } from '../wiring/open'
import { liveCallsOf } from '../commands/live-calls'
import { depsOf, failed } from '../wiring/use-cases'
import { confirmEnding, waitingOn } from './confirm'

export interface DeleteFlags {
  readonly liveCalls: string
  readonly yes: boolean
  readonly killHolder: boolean
}

const warning = [
  'Deletion is at once and cannot be undone: every outreach ends, and names, numbers, file names and reasons',
  'cannot be read any more by anybody. Export what you need first (`lastcall uncalled`). The audit facts remain.',
].join('\n')

const question = { asks: 'Delete for good?', warning }

export const deleteOne = (context: Context, text: string, flags: DeleteFlags): Promise<Outcome> => {
  const notYet = notYetOn(context.terminal, 'deletion')
  return withOpened(
    context,
    async (opened) => {
      const id = campaignId(text)
      if (id._tag === 'Left') return id
      const actor = actorFor(opened.installation.config, context.as)
      if (actor._tag === 'Left') return actor
      const target = { campaign: id.right }
      const yes = await confirmEnding(context.terminal, opened, target, flags.yes, question)
      if (yes._tag === 'Left') return yes
      const { deleteCampaign } = await import('@lastcall/campaigns')
      const gone = await deleteCampaign(depsOf(opened))({
        actor: actor.right,
        ...target,
        liveCalls: liveCallsOf(flags.liveCalls),
        onWait: waitingOn(notYet),
      })()
      if (gone._tag === 'Left') return failed(gone.left, text)
      const { at, revision, streams } = gone.right
      return answer(
        gone.right,
        `campaign ${text} deleted at ${at} (revision ${revision}); its key is destroyed, ${streams} lists of recipients removed`,
      )
    },
    { notYet, killHolder: flags.killHolder },
  )
}
