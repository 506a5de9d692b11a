/** What a confirmation shows of a stop or a deletion (R14). Counts never delay it: late ones are null. */
import type { CampaignId, OutreachId, Phase, RecipientClass } from '@lastcall/domain'
import { hasEnded, recipientClasses } from '@lastcall/domain'
import type { EventStore } from '@lastcall/eventlog'
import type { CampaignRecord, History, LoadFailure } from '@lastcall/history'
import { campaignWith, loadKept } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { CampaignsDeps } from '../deps'
import type { Failure } from '../failure'
import { readLists } from '../log/lists'

export type ClassCounts = Readonly<Record<RecipientClass, number>>

export interface OutreachPreview {
  readonly outreach: OutreachId
  readonly phase: Phase
  readonly recipients: number
  /** Null: not known within the time given. */
  readonly counts: ClassCounts | null
}

export interface Preview {
  readonly campaign: CampaignId
  readonly outreaches: readonly OutreachPreview[]
}

/** One outreach, or all those of a campaign; `ended` ones too where asked (R15: the counts of stopped ones). */
export interface PreviewOf {
  readonly of: { readonly campaign: CampaignId } | { readonly outreach: OutreachId }
  readonly ended?: boolean
  /** Milliseconds; null: as long as it takes. */
  readonly withinMs: number | null
}

type Deps = Pick<CampaignsDeps, 'store' | 'feed' | 'snapshots' | 'mono' | 'wait'>

/** Lets a long reading end by itself: a store that always answers at once would leave no turn for a timer. */
const until = ({ store, mono }: Deps, deadline: number): EventStore => ({
  ...store,
  read: (of, from, limit) =>
    mono() < deadline
      ? store.read(of, from, limit)
      : () => Promise.resolve(left({ is: 'unavailable', why: 'out of time' })),
})

const within = async (
  deps: Deps,
  ms: number,
  campaign: CampaignId,
  known: CampaignRecord,
): Promise<History | null> => {
  const ended = new AbortController()
  const bounded = { ...deps, store: until(deps, deps.mono() + ms) }
  const outOfTime = deps.wait(ms, ended.signal).then((): Either<LoadFailure, History> | null => null)
  const loaded = await Promise.race([loadKept(bounded)(campaign, known)(), outOfTime])
  ended.abort()
  return loaded?._tag === 'Right' ? loaded.right : null
}

const loadNow = async (
  deps: Deps,
  ms: number | null,
  campaign: CampaignId,
  known: CampaignRecord,
): Promise<History | null> => {
  if (ms !== null) return within(deps, ms, campaign, known)
  const loaded = await loadKept(deps)(campaign, known)()
  return loaded._tag === 'Right' ? loaded.right : null
}

const countsOf = (history: History | null, outreach: OutreachId): ClassCounts | null => {
  const counts = history?.outreaches.get(outreach)?.recipients.counts
  return counts === undefined
    ? null
    : (Object.fromEntries(
        recipientClasses.map((name, k) => [name, counts[k] ?? 0]),
      ) as unknown as ClassCounts)
}

export const preview =
  (deps: Deps) =>
  ({ of, withinMs, ended = false }: PreviewOf): TaskEither<Failure, Preview> =>
  async () => {
    const lists = await readLists(deps)
    if (lists._tag === 'Left') return lists
    const one = 'outreach' in of ? of.outreach : null
    const campaign = 'campaign' in of ? of.campaign : campaignWith(lists.right, of.outreach)
    const record = campaign === null ? undefined : lists.right.get(campaign)
    if (campaign === null || record?.state.settings == null) {
      return left({ is: one === null ? 'unknown campaign' : 'unknown outreach' })
    }
    if (record.state.deleted !== null) return left({ is: 'campaign deleted' })
    const shown = [...record.state.outreaches].filter(
      ([id, outreach]) => (one === null || id === one) && (ended || one !== null || !hasEnded(outreach)),
    )
    const history = shown.length === 0 ? null : await loadNow(deps, withinMs, campaign, record)
    return right({
      campaign,
      outreaches: shown.map(([outreach, { phase, recipients }]) => ({
        outreach,
        phase,
        recipients,
        counts: countsOf(history, outreach),
      })),
    })
  }
