/** What is on its way in the simulated world. Plain data, so that a world can be copied and its states compared. */
import type { DialerInputOf } from './machine'
import type { network } from '@lastcall/carrier-sim'
import type { AttemptId, OutreachId } from '@lastcall/domain'
import type {
  AppendFailure,
  Expected,
  NewEvent,
  Recorded,
  Revision,
  StreamName,
  Unavailable,
} from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import type { Deed, Fault } from '../plan/fault'

/** Whose append it is: what the answer is told as. */
export type Reply =
  | { readonly is: 'slot' }
  | { readonly is: 'facts'; readonly outreach: OutreachId }
  | { readonly is: 'person' }

export interface TailWanted {
  readonly calls: readonly (readonly [OutreachId, Revision])[]
  readonly campaign: Revision
}

export type FactsRead = readonly (readonly [OutreachId, readonly Recorded[]])[]

/** What reaches a process; a frozen one finds it in its queue when it goes on. */
export type Delivery =
  | { readonly is: 'input'; readonly input: DialerInputOf }
  | { readonly is: 'write'; readonly attempt: AttemptId }
  | { readonly is: 'tick' }
  | { readonly is: 'loaded'; readonly facts: FactsRead; readonly own: readonly Recorded[] }
  | { readonly is: 'appended'; readonly answer: Either<AppendFailure, Revision> }
  | { readonly is: 'read'; readonly facts: FactsRead; readonly own: Either<Unavailable, readonly Recorded[]> }
  | { readonly is: 'go on' }

export interface AppendOnItsWay {
  readonly from: number
  readonly to: StreamName
  readonly expected: Expected
  readonly events: readonly NewEvent[]
  readonly reply: Reply
}

export type Message =
  | { readonly is: 'delivery'; readonly to: number; readonly what: Delivery }
  /** `answered`: its sender was told already that nobody knows. */
  | ({ readonly is: 'append'; readonly answered: boolean } & AppendOnItsWay)
  | { readonly is: 'facts read'; readonly from: number; readonly want: TailWanted; readonly first: boolean }
  | {
      readonly is: 'own read'
      readonly from: number
      readonly want: TailWanted
      readonly facts: FactsRead
      readonly first: boolean
    }
  | { readonly is: 'look'; readonly from: number; readonly agoUs: number }
  | { readonly is: 'originate'; readonly from: number; readonly attempt: AttemptId; readonly leftAt: number }
  | {
      readonly is: 'question'
      readonly from: number
      readonly ask: Exclude<network.NetworkInput, { is: 'tick' | 'originate' }>
    }
  | { readonly is: 'network' }
  | { readonly is: 'feed'; readonly to: number; readonly events: readonly Recorded[] }
  | { readonly is: 'fault'; readonly fault: Fault }
  | { readonly is: 'person'; readonly does: Extract<Deed, { is: 'stop' | 'delete' | 'import' }> }
  | { readonly is: 'thaw'; readonly who: number }
  | { readonly is: 'birth'; readonly worker: number }
  | { readonly is: 'health'; readonly worker: number }
  | { readonly is: 'erase'; readonly step: 'key' | 'streams' }
  | { readonly is: 'calm' }

/** In words, for traces and fingerprints. */
export const nameOf = (message: Message): string => {
  switch (message.is) {
    case 'delivery': {
      const { what, to } = message
      return `${to} gets ${what.is === 'input' ? what.input.is : what.is}`
    }
    case 'append':
      return `${message.from} appends ${message.events.map(({ type }) => type).join(' ')}`
    case 'feed':
      return `${message.to} feed`
    case 'fault':
      return `fault ${message.fault.does.is}`
    case 'person':
      return `a person wants: ${message.does.is}`
    case 'thaw':
      return `${message.who} goes on`
    case 'birth':
    case 'health':
      return `worker ${message.worker} ${message.is}`
    case 'question':
      return `${message.from} asks ${message.ask.is}`
    case 'originate':
      return `originate ${message.attempt.slice(-4)}`
    case 'erase':
      return `erase ${message.step}`
    case 'network':
    case 'calm':
      return message.is
    default:
      return `${message.from} ${message.is}`
  }
}
