/** The recipients that an ended outreach did not reach, with their data, ready to be exported or scheduled again (R9). */
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { hasEnded } from '@lastcall/domain'
import type { RecipientRow } from '@lastcall/vault'
import { campaignWith, loadKept } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { CampaignsDeps } from '../deps'
import type { Failure } from '../failure'
import { ofKey, ofLoad } from '../log/failures'
import { readLists } from '../log/lists'
import type { Ciphertext, OpenedRows } from './rows'
import { openRows } from './rows'
import type { UncalledCounts, UncalledSet } from './sets'
import { countSets, setOfRecipient } from './sets'

export interface UncalledRecipient {
  /** Its index in the outreach: 0, 1, 2, … */
  readonly recipient: number
  readonly set: UncalledSet
  readonly row: RecipientRow
}

export interface Uncalled {
  readonly campaign: CampaignId
  readonly counts: UncalledCounts
  /** In the order of the imported file. The stream ends behind the first failure. */
  readonly recipients: (sets: readonly UncalledSet[]) => AsyncIterable<Either<Failure, UncalledRecipient>>
}

type Deps = Pick<CampaignsDeps, 'store' | 'feed' | 'keys' | 'snapshots'>

/** While an outreach goes on, whoever is listed as uncalled may be called the next moment: then it is refused. */
export const uncalled =
  (deps: Deps) =>
  (outreach: OutreachId): TaskEither<Failure, Uncalled> =>
  async () => {
    const lists = await readLists(deps)
    if (lists._tag === 'Left') return lists
    const campaign = campaignWith(lists.right, outreach)
    const record = campaign === null ? undefined : lists.right.get(campaign)
    const known = record?.state.outreaches.get(outreach)
    if (campaign === null || record === undefined || known === undefined)
      return left({ is: 'unknown outreach' })
    if (record.state.deleted !== null) return left({ is: 'campaign deleted' })
    if (!hasEnded(known)) return left({ is: 'outreach not ended', phase: known.phase })
    const key = await deps.keys.get(campaign)()
    if (key._tag === 'Left') return left(ofKey(key.left))
    const loaded = await loadKept(deps)(campaign, record)()
    if (loaded._tag === 'Left') return left(ofLoad(loaded.left))
    const packed = loaded.right.outreaches.get(outreach)?.recipients
    if (packed === undefined) return left({ is: 'unknown outreach' })

    const ciphertext: Ciphertext = { key: key.right, campaign, outreach, recipients: known.recipients }
    async function* recipients(
      sets: readonly UncalledSet[],
    ): AsyncGenerator<Either<Failure, UncalledRecipient>> {
      for await (const opened of openRows(deps.store, ciphertext)) {
        if (opened._tag === 'Left') {
          yield opened
          return
        }
        yield* chosen(opened.right, sets)
      }
    }
    function* chosen(
      { first, rows }: OpenedRows,
      sets: readonly UncalledSet[],
    ): Generator<Either<Failure, UncalledRecipient>> {
      for (const [k, row] of rows.entries()) {
        const set = packed === undefined ? null : setOfRecipient(packed, first + k)
        if (set !== null && sets.includes(set)) yield right({ recipient: first + k, set, row })
      }
    }
    return right({ campaign, counts: countSets(packed), recipients })
  }
