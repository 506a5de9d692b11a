/** Cases in which several write at once. */
import type { EventStoreCase } from '../harness'
import { handleCases } from './handles'
import { processCases } from './processes'
import { stopCases } from './stop'

export const concurrencyCases: readonly EventStoreCase[] = [...handleCases, ...processCases, ...stopCases]
