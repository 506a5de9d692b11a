/** Cases about reading a stream, its last event, and the last look. */
import type { EventStoreCase } from '../harness'
import { lookCases } from './looks'
import { pageCases } from './pages'

export const readingCases: readonly EventStoreCase[] = [...pageCases, ...lookCases]
