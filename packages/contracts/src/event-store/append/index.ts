/** Cases about what an append writes, answers and leaves alone. */
import type { EventStoreCase } from '../harness'
import { batchCases } from './batches'
import { conflictCases } from './conflicts'
import { repeatCases } from './repeats'
import { revisionCases } from './revisions'

export const appendCases: readonly EventStoreCase[] = [
  ...revisionCases,
  ...conflictCases,
  ...batchCases,
  ...repeatCases,
]
