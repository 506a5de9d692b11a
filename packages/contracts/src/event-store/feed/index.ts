/** Cases about following the log. */
import { because } from '../../because'
import type { EventStoreCase } from '../harness'
import { caughtUpCases } from './caught-up'
import { endingCases } from './ending'
import { orderCases } from './order'
import { selectionCases } from './selection'

export const feedCases: readonly EventStoreCase[] = [
  ...because(
    'a worker learns of stops and the audit of calls from the feed: what it skips is never asked for again',
    orderCases,
  ),
  ...because(
    'a worker follows the kinds of events that stop it; one that it is not given it cannot obey',
    selectionCases,
  ),
  ...because('a worker that is told it has caught up believes that it knows of every stop', caughtUpCases),
  ...because(
    'a follower that does not end keeps its process from ending, and from closing its store',
    endingCases,
  ),
]
