/** The head of the tree over a campaign's evidence as the store holds it, to be signed. */
import type { CampaignId } from '@lastcall/domain'
import type { EventStore, Unavailable } from '@lastcall/eventlog'
import { right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { Hash, Head } from '../tree'
import { appendEntry, emptyRange, rootOf } from '../tree'
import { lineOf } from './canonical'
import { evidenceInOrder } from './merged'

export interface EvidenceHead extends Head {
  /** The root over the first `earlier` events; null: none was asked for, or there are fewer. */
  readonly earlierRoot: Hash | null
}

/** `earlier`: the size of a checkpoint that was signed before; a log must never contradict one. */
export const evidenceHead =
  (store: EventStore) =>
  (campaign: CampaignId, earlier: number | null = null): TaskEither<Unavailable, EvidenceHead> =>
  async () => {
    const tree = emptyRange()
    let earlierRoot = earlier === 0 ? rootOf(tree) : null
    for await (const next of evidenceInOrder(store, campaign)) {
      if (next._tag === 'Left') return next
      appendEntry(tree, Buffer.from(lineOf(next.right)))
      if (tree.size === earlier) earlierRoot = rootOf(tree)
    }
    return right({ size: tree.size, root: rootOf(tree), earlierRoot })
  }
