/** The lists that people see, with their names opened; a name whose key is not readable shows as null. */
import type { ActorId, CampaignId, LiveCalls, OutreachId, Phase, Settings, Timestamp } from '@lastcall/domain'
import type { CampaignRecord } from '@lastcall/history'
import { campaignsIn, outreachesIn } from '@lastcall/history'
import type { DataKey } from '@lastcall/vault'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { CampaignsDeps } from '../deps'
import type { Failure } from '../failure'
import { readLists } from '../log/lists'
import { openText } from '../log/sealing'

export interface CampaignShown {
  readonly campaign: CampaignId
  readonly name: string | null
  readonly settings: Omit<Settings, 'sealedName'>
  readonly outreaches: Readonly<Record<Phase, number>>
}

export interface StopShown {
  readonly at: Timestamp
  readonly actor: ActorId
  readonly liveCalls: LiveCalls
  readonly reason: string | null
  readonly quiesced: boolean
  readonly openWhenQuiesced: number
}

/** Its counts are asked separately: they need the packed history, and the lists do not wait for it. */
export interface OutreachShown {
  readonly outreach: OutreachId
  readonly fileName: string | null
  readonly phase: Phase
  readonly startAt: Timestamp
  readonly recipients: number
  readonly stop: StopShown | null
}

type Deps = Pick<CampaignsDeps, 'feed' | 'keys' | 'snapshots'>

const keyOf = async ({ keys }: Pick<Deps, 'keys'>, campaign: CampaignId): Promise<DataKey | null> => {
  const key = await keys.get(campaign)()
  return key._tag === 'Right' ? key.right : null
}

const countTabs = (record: CampaignRecord): Record<Phase, number> => ({
  scheduled: outreachesIn(record, 'scheduled').length,
  'in progress': outreachesIn(record, 'in progress').length,
  completed: outreachesIn(record, 'completed').length,
  stopped: outreachesIn(record, 'stopped').length,
})

/** R10: created and not deleted. */
export const campaigns =
  (deps: Deps): TaskEither<Failure, readonly CampaignShown[]> =>
  async () => {
    const lists = await readLists(deps)
    if (lists._tag === 'Left') return lists
    const shown: CampaignShown[] = []
    for (const [campaign, record] of campaignsIn(lists.right)) {
      if (record.state.settings === null) continue
      const { sealedName, ...settings } = record.state.settings
      const name = openText(await keyOf(deps, campaign), campaign, 'campaign name', sealedName)
      shown.push({ campaign, name, settings, outreaches: countTabs(record) })
    }
    return right(shown)
  }

/** R11, R13, R15: the outreaches of one tab, or of all four. */
export const outreaches =
  (deps: Deps) =>
  (campaign: CampaignId, tab: Phase | 'all' = 'all'): TaskEither<Failure, readonly OutreachShown[]> =>
  async () => {
    const lists = await readLists(deps)
    if (lists._tag === 'Left') return lists
    const record = lists.right.get(campaign)
    if (record?.state.settings == null) return left({ is: 'unknown campaign' })
    if (record.state.deleted !== null) return left({ is: 'campaign deleted' })
    const key = await keyOf(deps, campaign)
    const chosen = tab === 'all' ? [...record.state.outreaches] : outreachesIn(record, tab)
    return right(
      chosen.map(([outreach, { sealedFileName, phase, startAt, recipients, stop }]) => {
        const fileName = openText(key, campaign, 'file name', sealedFileName)
        const shown = { outreach, fileName, phase, startAt, recipients }
        if (stop === null) return { ...shown, stop: null }
        const { sealedReason, ...rest } = stop
        const reason = openText(key, campaign, 'stop reason', sealedReason)
        return { ...shown, stop: { ...rest, reason } }
      }),
    )
  }
