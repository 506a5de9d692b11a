/** Finishes deletions that were interrupted: any process that sees a deleted campaign may, and again is harmless. */
import type { CampaignId } from '@lastcall/domain'
import { recipientsPrefix } from '@lastcall/domain'
import type { Lists } from '@lastcall/history'
import { erase, streamsLeft } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { CampaignsDeps } from '../deps'
import type { Failure } from '../failure'
import { readLists } from '../log/lists'

export interface DeletionsFinished {
  readonly campaigns: number
  readonly streams: number
}

type Deps = Pick<CampaignsDeps, 'store' | 'feed' | 'keys' | 'snapshots'>

const deletedIn = (lists: Lists): readonly CampaignId[] =>
  [...lists].filter(([, { state }]) => state.deleted !== null).map(([id]) => id)

/** Deleted campaigns with a key, or with ciphertext: two questions for all of them together. */
export const unfinished = async (
  deps: Deps,
  deleted: readonly CampaignId[],
): Promise<Either<Failure, readonly CampaignId[]>> => {
  const keys = await deps.keys.list()()
  if (keys._tag === 'Left') return left({ is: 'keys unavailable', why: keys.left.why })
  const gone = new Set(keys.right.filter(({ is }) => is === 'destroyed').map(({ campaign }) => campaign))
  const streams = await streamsLeft(deps, deleted.map(recipientsPrefix))
  if (streams._tag === 'Left') return streams
  return right(
    deleted.filter(
      (id) => !gone.has(id) || streams.right.some((name) => name.startsWith(recipientsPrefix(id))),
    ),
  )
}

export const finishDeletions =
  (deps: Deps): TaskEither<Failure, DeletionsFinished> =>
  async () => {
    const lists = await readLists(deps)
    if (lists._tag === 'Left') return lists
    const deleted = deletedIn(lists.right)
    const todo: Either<Failure, readonly CampaignId[]> =
      deleted.length === 0 ? right([]) : await unfinished(deps, deleted)
    if (todo._tag === 'Left') return todo
    let streams = 0
    for (const campaign of todo.right) {
      const erased = await erase(deps)(campaign, recipientsPrefix(campaign))()
      if (erased._tag === 'Left') return left({ is: 'erasure unfinished', because: erased.left })
      streams += erased.right.streams
    }
    return right({ campaigns: todo.right.length, streams })
  }
