/** Cases about what an append writes, answers and leaves alone. */
import { because } from '../../because'
import type { EventStoreCase } from '../harness'
import { batchCases } from './batches'
import { conflictCases } from './conflicts'
import { repeatCases } from './repeats'
import { revisionCases } from './revisions'

export const appendCases: readonly EventStoreCase[] = [
  ...because(
    'a worker authorizes at the exact revision it has read; an answer that names another one puts it out of step',
    revisionCases,
  ),
  ...because(
    'the conflict is how a worker learns of a stop: one that is missed, late or wrong lets it call on behind the stop',
    conflictCases,
  ),
  ...because(
    'a batch of authorizations stands or does not: half of one is calls that nobody knows to be allowed',
    batchCases,
  ),
  ...because(
    'a worker that lost an answer asks again with the same ids: it must learn that its append stands, and dial once',
    repeatCases,
  ),
]
