/** A revocation never loses a race and never gives up: one append, the same ids, repeated until it is acknowledged. */
import type { CampaignEvent, CampaignId } from '@lastcall/domain'
import { campaignCodec, campaignStream } from '@lastcall/domain'
import type { EventId, NewEvent, Revision } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray'
import type { CampaignsDeps } from '../deps'
import type { Failure, StoreFailure } from '../failure'
import { ofAppend } from '../log/failures'

/** Told before each wait, so that a person sees what a stop is waiting for. */
export interface Waiting {
  readonly tries: number
  readonly forMs: number
  readonly because: StoreFailure
}

export interface Patience {
  /** Ends the repeats; the revocation may stand or come all the same. */
  readonly signal?: AbortSignal
  readonly onWait?: (waiting: Waiting) => void
}

const firstWaitMs = 20
const longestWaitMs = 1_000

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true

/** Asks again until there is an answer that a repeat could not change. */
export const persist = async <A, F extends Failure>(
  { mono, wait }: Pick<CampaignsDeps, 'mono' | 'wait'>,
  { signal, onWait }: Patience,
  acknowledged: boolean,
  ask: () => Promise<Either<F, A>>,
): Promise<Either<F | Extract<Failure, { is: 'given up' }>, A>> => {
  const began = mono()
  for (let tries = 1; ; tries += 1) {
    const answer = await ask()
    if (answer._tag === 'Right') return answer
    const { left: because } = answer
    if (because.is !== 'store unavailable' && because.is !== 'store uncertain') return answer
    if (isAborted(signal)) return left({ is: 'given up', acknowledged })
    onWait?.({ tries, forMs: Math.round(mono() - began), because })
    await wait(Math.min(firstWaitMs * 2 ** (tries - 1), longestWaitMs), signal)
    if (isAborted(signal)) return left({ is: 'given up', acknowledged })
  }
}

/** The ids are given by the caller, who recognises by them what stands. The answer is the last event's revision. */
export const revoke = (
  deps: Pick<CampaignsDeps, 'store' | 'mono' | 'wait'>,
  patience: Patience,
  campaign: CampaignId,
  events: ReadonlyNonEmptyArray<readonly [EventId, CampaignEvent]>,
): Promise<Either<Failure, Revision>> => {
  const [first, ...rest] = events
  const encode = ([id, event]: readonly [EventId, CampaignEvent]): NewEvent => campaignCodec.encode(id, event)
  const encoded = [encode(first), ...rest.map(encode)] as const
  return persist<Revision, Failure>(deps, patience, false, async () => {
    const answer = await deps.store.append(campaignStream(campaign), 'anything', encoded, 'revocation')()
    return answer._tag === 'Right' ? right(answer.right) : left(ofAppend(answer.left))
  })
}
