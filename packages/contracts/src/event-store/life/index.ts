/** Cases about what the log holds, how parts of it go, and handles that come and go. */
import { because } from '../../because'
import type { EventStoreCase } from '../harness'
import { contentCases } from './contents'
import { deletionCases } from './deletion'
import { openingCases } from './opening'

export const lifeCases: readonly EventStoreCase[] = [
  ...because(
    'the log is evidence: what comes back changed proves nothing, and its chain of digests breaks',
    contentCases,
  ),
  ...because(
    'recipients that were deleted must never come back, and nothing else may go or change its place with them',
    deletionCases,
  ),
  ...because('a worker that starts again goes on from the log alone: it has nothing else', openingCases),
]
