/** Cases about following the log. */
import type { EventStoreCase } from '../harness'
import { caughtUpCases } from './caught-up'
import { endingCases } from './ending'
import { orderCases } from './order'
import { selectionCases } from './selection'

export const feedCases: readonly EventStoreCase[] = [
  ...orderCases,
  ...selectionCases,
  ...caughtUpCases,
  ...endingCases,
]
