/** The work of several in one commit: each is answered for itself, and one that fails harms nobody else. */
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Connection, Sql } from './connection'
import type { WriteFailure } from './failure'
import type { Work } from './transaction'
import { carryOut } from './transaction'

export interface Member {
  readonly work: Work<unknown>
  readonly settle: (answer: Either<WriteFailure, unknown>) => void
  /** What `work` threw that is not SQLite's. */
  readonly fail: (defect: unknown) => void
  /** A group that it was in failed: from then on it has a transaction of its own. */
  alone: boolean
}

/** Somebody with a stop may wait for the lock in another process, so a transaction is short. Milliseconds. */
const noMoreAfterMs = 3
const mostTogether = 1_000

/** Those of the front who can share what is left of this transaction. */
function* sharing(queue: readonly Member[]): Generator<Member> {
  const since = performance.now()
  for (const [at, member] of queue.slice(0, mostTogether).entries()) {
    if (at > 0 && (member.alone || performance.now() - since >= noMoreAfterMs)) return
    yield member
    if (member.alone) return
  }
}

/**
 * After `begin`. Takes those who have their answer out of the queue; a group that failed stays, each alone.
 * `makeRoom`: something failed; true when it stands a better chance now, and is to be tried again.
 */
export const carryOutTogether = (
  db: Connection,
  path: string,
  queue: Member[],
  makeRoom: () => boolean,
): void => {
  const group: Member[] = []
  const workOfAll = (sql: Sql): readonly unknown[] => {
    const answers: unknown[] = []
    for (const member of sharing(queue)) {
      group.push(member)
      answers.push(member.work(sql))
      if (answers.at(-1) instanceof Promise) throw new TypeError(`work inside a transaction must not wait`)
    }
    return answers
  }
  const separate = (): void => group.forEach((member) => (member.alone = true))
  try {
    const outcome = carryOut(db, path, workOfAll)
    if (outcome._tag === 'Left' && outcome.left.is === 'unavailable') {
      if (group.length > 1) return separate()
      if (makeRoom()) return
    }
    queue.splice(0, group.length)
    for (const [i, { settle }] of group.entries()) {
      settle(outcome._tag === 'Left' ? outcome : right(outcome.right[i]))
    }
  } catch (defect) {
    if (group.length > 1) return separate()
    queue.shift()?.fail(defect)
  }
}
