/** Given these events, when this is asked, then that happened: the rules of a campaign, read like the help page. */
import { fold } from '@lastcall/eventlog'
import type { CampaignCommand, CampaignEvent, CampaignRefusal } from './index'
import { campaignDecider } from './index'

type Expected = readonly CampaignEvent[] | readonly [CampaignRefusal]

interface When {
  /** Events: exactly these, in order. A refusal: nothing is written. Nothing at all: a success without news. */
  readonly then: (...expected: Expected) => void
}

const isRefusal = (expected: Expected): expected is readonly [CampaignRefusal] =>
  expected[0] !== undefined && 'is' in expected[0]

export const stateAfter = (...events: readonly CampaignEvent[]): (typeof campaignDecider)['initial'] =>
  fold(campaignDecider, campaignDecider.initial, events)

export const given = (
  ...events: readonly CampaignEvent[]
): { readonly when: (command: CampaignCommand) => When } => ({
  when: (command) => ({
    then: (...expected) => {
      const decision = campaignDecider.decide(command, stateAfter(...events))
      const answer = decision._tag === 'Left' ? { refused: decision.left } : { happened: decision.right }
      expect(answer).toEqual(isRefusal(expected) ? { refused: expected[0] } : { happened: expected })
    },
  }),
})
