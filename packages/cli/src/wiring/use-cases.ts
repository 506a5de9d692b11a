/** The use cases' world, and their failures as troubles with an exit code. */
import type { CampaignsDeps, Failure } from '@lastcall/campaigns'
import { describe, readLists, systemAmbient } from '@lastcall/campaigns'
import type { ListsTold } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'
import type { Ending } from '../exit'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import type { Opened } from './open'

const dayMs = 24 * 3_600_000

export const depsOf = ({ store, feed, keys, snapshots, installation }: Opened): CampaignsDeps => {
  const days = installation.config.retainRecordsForDays
  return {
    ...systemAmbient,
    store,
    feed,
    keys,
    snapshots,
    retainRecordsForMs: days === undefined ? null : days * dayMs,
  }
}

const endings: Partial<Record<Failure['is'], Exclude<Ending, 'done'>>> = {
  'unknown campaign': 'not found',
  'unknown outreach': 'not found',
  'import refused': 'usage',
  'settings out of range': 'usage',
  'wrong master key': 'usage',
  'key unknown': 'usage',
  'store unavailable': 'unavailable',
  'store uncertain': 'unavailable',
  'keys unavailable': 'unavailable',
  contended: 'unavailable',
  'given up': 'unavailable',
  'erasure unfinished': 'unavailable',
  'not quiet yet': 'unavailable',
  'history unreadable': 'unavailable',
  'recipients unreadable': 'unavailable',
}

/** `where`: the id or the file that the command was about. What is not named above is the rules' refusal. */
export const failureTrouble = (failure: Failure, where: string): Trouble => ({
  ending: endings[failure.is] ?? 'refused',
  is: failure.is === 'import refused' ? failure.problem.is : failure.is,
  what: describe(failure),
  where,
})

export const failed = (failure: Failure, where: string): Either<Trouble, never> =>
  trouble(failureTrouble(failure, where))

/** Every campaign in the log, deleted ones too. */
export const listsOf = async ({
  feed,
  snapshots,
}: Pick<Opened, 'feed' | 'snapshots'>): Promise<Either<Trouble, ListsTold['lists']>> => {
  const lists = await readLists({ feed, snapshots })
  return lists._tag === 'Left' ? failed(lists.left, 'campaigns') : lists
}
