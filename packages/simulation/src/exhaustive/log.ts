/** The log of a node: what stands is judged at once, and the feeds of the living have news. */
import { campaignCodec, lifecycleTypes } from '@lastcall/domain'
import type { CampaignEvent, Claim } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import type { AppendFailure, Expected, NewEvent, Recorded, Revision, StreamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { onCommitted, onConflict } from '../observe/campaign'
import { onFact } from '../observe/facts'
import { demand } from '../observe/observer'
import { hex } from '../seed/draw'
import { judging } from './judge'
import type { Small } from './small'
import { own, setLife } from './small'

export const headOf = (small: Small, stream: StreamName): number => small.store.read(stream, 0).length - 1

const tellFeeds = (small: Small, author: number): void => {
  for (const life of small.processes)
    if (life.alive && !life.newsDue && (small.instance.echo || life.worker !== author))
      setLife(small, { ...life, newsDue: true })
}

/** Claims that say "still here" and change nothing: whoever reads ten of them knows as much as whoever reads one. */
export const repeats = new WeakSet<object>()

const noteRepeat = (claim: Claim | null, { type, data }: Recorded): void => {
  if (type !== 'DialingClaimed' || claim === null || claim.yielded !== null) return
  if ((data as { readonly incarnation: string }).incarnation === claim.incarnation)
    repeats.add(data as object)
}

/** Where both recipients have one number, one call is open at most. */
const judgeNumber = ({ instance, observer }: Small): void =>
  demand(
    observer,
    !instance.sharedNumber || observer.open.size <= 1,
    'G6',
    () => 'two open calls for one number',
  )

export const append = (
  small: Small,
  from: number,
  to: StreamName,
  expected: Expected,
  events: readonly NewEvent[],
): Either<AppendFailure, Revision> => {
  const before = headOf(small, to) + 1
  small.store = small.store.copy()
  const answer = small.store.append(to, expected, events, small.now)
  const world = judging(small)
  for (const recorded of small.store.read(to, before)) {
    if (to !== own) onFact(world, to, recorded)
    else {
      noteRepeat(small.state.claim, recorded)
      onCommitted(world, recorded)
      judgeNumber(small)
      if (lifecycleTypes.includes(recorded.type)) tellFeeds(small, from)
    }
  }
  if (answer._tag === 'Left' && to === own)
    onConflict(world, { from, to, expected, events, reply: { is: 'slot' } })
  return answer
}

/** By a person, whose way to the log is no matter: the commit counts. */
export const commit = (small: Small, event: CampaignEvent): void => {
  small.ids += 1
  append(small, -1, own, 'anything', [campaignCodec.encode(eventId(hex(small.ids)), event)])
}
