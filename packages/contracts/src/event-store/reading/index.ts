/** Cases about reading a stream, its last event, and the last look. */
import { because } from '../../because'
import type { EventStoreCase } from '../harness'
import { lookCases } from './looks'
import { pageCases } from './pages'

export const readingCases: readonly EventStoreCase[] = [
  ...because(
    'a campaign is folded from its pages: an event that is left out of one may be its stop',
    pageCases,
  ),
  ...because(
    'what is acknowledged is seen at once by everybody, or a call leaves that a stop had already forbidden',
    lookCases,
  ),
]
