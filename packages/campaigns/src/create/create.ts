/** A campaign is created together with its key, and only here: a key without its campaign does not stay. */
import type { Actor, CampaignId, Settings } from '@lastcall/domain'
import { campaignCodec, campaignDecider, campaignStream, timestamp } from '@lastcall/domain'
import type { Revision } from '@lastcall/eventlog'
import { transact } from '@lastcall/eventlog'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { CampaignsDeps } from '../deps'
import { newEventId } from '../deps'
import type { Failure } from '../failure'
import { ofTransaction } from '../log/failures'
import { nothingSealed, sealText } from '../log/sealing'

export interface CreateCampaignCommand {
  readonly actor: Actor
  readonly name: string
  readonly settings: Omit<Settings, 'createdAt' | 'sealedName'>
}

export interface CampaignMade {
  readonly campaign: CampaignId
  readonly revision: Revision
}

const unborn = { state: campaignDecider.initial, at: null }

export const create =
  (deps: Pick<CampaignsDeps, 'store' | 'keys' | 'clock' | 'newId'>) =>
  ({ actor, name, settings }: CreateCampaignCommand): TaskEither<Failure, CampaignMade> =>
  async () => {
    const campaign = deps.newId() as CampaignId
    const at = timestamp(deps.clock())
    const unsealed = {
      type: 'CreateCampaign',
      actor,
      at,
      settings: { ...settings, sealedName: nothingSealed },
    } as const
    // Refused before a key is made, so that a refusal leaves nothing.
    const decision = campaignDecider.decide(unsealed, unborn.state)
    if (decision._tag === 'Left') return decision

    const key = await deps.keys.create(campaign)()
    if (key._tag === 'Left') {
      const { left: failure } = key
      if (failure.is === 'unavailable') return left({ is: 'keys unavailable', why: failure.why })
      return left({ is: failure.is === 'exists' ? 'campaign exists' : 'key destroyed' })
    }
    const sealedName = sealText(key.right, campaign, 'campaign name', name)
    const tx = {
      decider: campaignDecider,
      codec: campaignCodec,
      newId: () => newEventId(deps),
      command: { ...unsealed, settings: { ...settings, sealedName } },
    }
    const stream = campaignStream(campaign)
    const made = await transact(deps.store, { attempts: 8, first: 'decide' })(stream, unborn, tx)()
    if (made._tag === 'Right') return right({ campaign, revision: made.right.held.at as Revision })
    // Without an answer the campaign may stand, and needs its key.
    if (made.left.is !== 'uncertain') await deps.keys.destroy(campaign)()
    return left(ofTransaction(made.left))
  }
