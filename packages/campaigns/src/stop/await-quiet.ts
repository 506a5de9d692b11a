/** Waits until a stopped outreach is known to be quiet; after its patience it says so itself, if nobody else did. */
import type { ActorId, CampaignId, OutreachId } from '@lastcall/domain'
import { campaignCodec, campaignDecider, campaignStream } from '@lastcall/domain'
import { transact } from '@lastcall/eventlog'
import type { History, LoadFailure } from '@lastcall/history'
import { loadHistory, loadKept, quiesceCommand } from '@lastcall/history'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { CampaignsDeps } from '../deps'
import { newEventId } from '../deps'
import type { Failure } from '../failure'
import { ofLoad, ofTransaction } from '../log/failures'
import type { FirstSeen } from './quiet'
import { mayStillLeave, noteOpen } from './quiet'

export interface AwaitQuietCommand {
  readonly campaign: CampaignId
  readonly outreach: OutreachId
  /** In whose name it is said, if this process must say it. */
  readonly actor: ActorId
  /** How long a worker has to say it first, milliseconds. */
  readonly patienceMs: number
  /** Ends the wait with `not quiet yet`. */
  readonly signal?: AbortSignal
}

export interface Quiet {
  readonly said: 'by another process' | 'by this process'
  readonly waitedMs: number
  /** Attempts that may still ring, talk and end. */
  readonly open: number
}

type Deps = Omit<CampaignsDeps, 'keys' | 'feed' | 'retainRecordsForMs'>

const pollMs = 100

const say = async (
  deps: Deps,
  { campaign, outreach, actor }: AwaitQuietCommand,
  history: History,
  waitedMs: number,
): Promise<Either<Failure, Quiet>> => {
  const command = quiesceCommand(history, outreach, { actor }, deps.clock(), waitedMs)
  if (command === null) return left({ is: 'not stopped' })
  const tx = { decider: campaignDecider, codec: campaignCodec, newId: () => newEventId(deps), command }
  const held = { state: history.record.state, at: history.at }
  const options = { attempts: 8, first: 'decide' } as const
  const done = await transact(deps.store, options)(campaignStream(campaign), held, tx)()
  if (done._tag === 'Left') return left(ofTransaction(done.left))
  const said = done.right.events.length > 0 ? 'by this process' : 'by another process'
  return right({ said, waitedMs, open: command.open.length })
}

const isPassing = (failure: Failure): boolean =>
  failure.is === 'store unavailable' || failure.is === 'store uncertain' || failure.is === 'contended'

/** One look: known to be quiet, said now, or null for not yet. */
const look = async (
  deps: Deps,
  command: AwaitQuietCommand,
  history: History,
  seen: FirstSeen,
  waitedMs: number,
): Promise<Either<Failure, Quiet> | null> => {
  const { outreach, patienceMs } = command
  const found = history.record.state.outreaches.get(outreach)
  if (found === undefined) return left({ is: 'unknown outreach' })
  if (found.stop === null) return left({ is: 'not stopped' })
  if (found.stop.quiesced)
    return right({ said: 'by another process', waitedMs, open: found.stop.openWhenQuiesced })
  if (waitedMs < patienceMs || mayStillLeave(seen, history, outreach, deps.mono()) > 0) return null
  return say(deps, command, history, waitedMs)
}

/** A store that is away meanwhile is waited for. */
export const awaitQuiet =
  (deps: Deps) =>
  (command: AwaitQuietCommand): TaskEither<Failure, Quiet> =>
  async () => {
    const { campaign, outreach, signal } = command
    const began = deps.mono()
    const seen: FirstSeen = new Map()
    let history: History | null = null
    let open = 0
    for (;;) {
      const loaded: Either<LoadFailure, History> =
        history === null ? await loadKept(deps)(campaign, null)() : await loadHistory(deps.store)(history)()
      if (loaded._tag === 'Left') {
        const failure = ofLoad(loaded.left)
        if (!isPassing(failure)) return left(failure)
        // Folds change what they are given: a history that was loaded halfway is not used again.
        history = null
      } else {
        history = loaded.right
        const now = deps.mono()
        noteOpen(seen, history, outreach, now)
        open = history.outreaches.get(outreach)?.recipients.open.size ?? 0
        const answer = await look(deps, command, history, seen, Math.round(now - began))
        if (answer !== null && (answer._tag === 'Right' || !isPassing(answer.left))) return answer
      }
      if (signal?.aborted === true) return left({ is: 'not quiet yet', open })
      await deps.wait(pollMs, signal)
    }
  }
