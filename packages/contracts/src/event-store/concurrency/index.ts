/** Cases in which several write at once. */
import { because } from '../../because'
import type { EventStoreCase } from '../harness'
import { handleCases } from './handles'
import { killCases } from './kills'
import { processCases } from './processes'
import { stopCases } from './stop'

const together =
  'workers and the one who stops them are at work at once: the check of a revision and the write are one'

export const concurrencyCases: readonly EventStoreCase[] = [
  ...because(together, handleCases),
  ...because(`${together}, also between processes`, processCases),
  ...because('workers are killed; the log must stay whole, and open for the stop that follows', killCases),
  ...because('this is the promise itself: no call is authorized once its stop is acknowledged', stopCases),
]
