/** The queue of this process's write transactions on one file: in order of arrival, revocations before the rest. */
import type { Either } from 'fp-ts/lib/Either'
import { left } from 'fp-ts/lib/Either'
import { setImmediate as turn } from 'node:timers/promises'
import type { Connection } from './connection'
import type { WriteFailure } from './failure'
import { unavailable } from './failure'
import type { Member } from './group'
import { carryOutTogether } from './group'
import { nap } from './nap'
import type { Work } from './transaction'
import { begin } from './transaction'
import type { Want } from './want'

/** `revocation` goes before everything that waits, in this process and in others. */
export type Lane = 'ordinary' | 'revocation'

export interface WaitOptions {
  /** How long the lock is waited for; then the answer is `unavailable`, and nothing was written. Milliseconds. */
  readonly limitMs: number
  /** Told after two seconds of waiting, and each second from then on. */
  readonly onWait: (waitedMs: number) => void
}

interface Job extends Member {
  readonly since: number
  toldAtMs: number
}

const refuse = (job: Job, why: string): void => job.settle(left(unavailable(why)))

export interface Writer {
  readonly write: <T>(work: Work<T>, lane: Lane) => Promise<Either<WriteFailure, T>>
  /** What still waits is answered `unavailable`; afterwards nothing of this queue touches the file. */
  readonly close: () => Promise<void>
}

const tellAfterMs = 2_000
const tellEveryMs = 1_000

/** For files that keep no room for revocations. */
const noRoom = (): boolean => false

/** `makeRoom`: a revocation failed; true when room was made for it. */
export const writerOn = (
  db: Connection,
  path: string,
  want: Want,
  options: WaitOptions,
  makeRoom: () => boolean = noRoom,
): Writer => {
  const waiting: Record<Lane, Job[]> = { revocation: [], ordinary: [] }
  let pumping = false
  let pumped: Promise<void> = Promise.resolve()
  let closed = false
  /** The clock of those who wait starts anew whenever this process had its turn. */
  let gainedAt = Number.NEGATIVE_INFINITY

  const waitedMs = (job: Job): number => performance.now() - Math.max(job.since, gainedAt)

  /** True: somebody had a turn. Who waits in the same lane shares it: one fsync is one for all of them. */
  const attempt = (lane: Lane, job: Job): boolean => {
    if (lane === 'ordinary' && want.isAhead()) return false
    const begun = begin(db, path)
    if (begun === null) return false
    if (begun._tag === 'Left') {
      if (lane === 'revocation' && makeRoom()) return true
      waiting[lane].shift()
      refuse(job, begun.left.why)
    } else {
      carryOutTogether(db, path, waiting[lane], lane === 'revocation' ? makeRoom : noRoom)
    }
    gainedAt = performance.now()
    return true
  }

  const endOverdue = (): void => {
    for (const lane of ['revocation', 'ordinary'] as const) {
      const overdue = waiting[lane].filter((job) => waitedMs(job) >= options.limitMs)
      if (overdue.length === 0) continue
      waiting[lane] = waiting[lane].filter((job) => !overdue.includes(job))
      for (const job of overdue) {
        const seconds = (performance.now() - job.since) / 1_000
        refuse(job, `${path} was locked by another process for ${seconds.toFixed(1)} s; nothing was written`)
      }
    }
  }

  const tell = (job: Job): void => {
    const waited = performance.now() - job.since
    if (waited < tellAfterMs || waited - job.toldAtMs < tellEveryMs) return
    job.toldAtMs = waited
    options.onWait(waited)
  }

  const pump = async (): Promise<void> => {
    pumping = true
    let wanted = false
    // Who asks in this same turn goes along.
    await turn()
    for (;;) {
      const lane: Lane = waiting.revocation.length > 0 ? 'revocation' : 'ordinary'
      const job = waiting[lane][0]
      if (wanted && lane === 'ordinary') {
        want.clear()
        wanted = false
      }
      if (job === undefined) break
      if (attempt(lane, job)) {
        if (waiting.revocation.length + waiting.ordinary.length > 0) await turn()
        continue
      }
      if (lane === 'revocation') {
        want.raise()
        wanted = true
      }
      for (const each of [...waiting.revocation, ...waiting.ordinary]) tell(each)
      endOverdue()
      await nap(waitedMs(job))
    }
    pumping = false
  }

  const write = <T>(work: Work<T>, lane: Lane): Promise<Either<WriteFailure, T>> =>
    new Promise((resolve, reject) => {
      if (closed) return resolve(left(unavailable('closed')))
      const settle = (answer: Either<WriteFailure, unknown>): void =>
        resolve(answer as Either<WriteFailure, T>)
      const fail = (defect: unknown): void =>
        reject(defect instanceof Error ? defect : new Error(String(defect)))
      waiting[lane].push({ work, settle, fail, alone: false, since: performance.now(), toldAtMs: 0 })
      if (!pumping) pumped = pump()
    })

  const close = async (): Promise<void> => {
    closed = true
    for (const job of [...waiting.revocation.splice(0), ...waiting.ordinary.splice(0)]) refuse(job, 'closed')
    await pumped
  }
  return { write, close }
}
