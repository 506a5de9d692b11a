/** Cases about what the log holds, how parts of it go, and handles that come and go. */
import type { EventStoreCase } from '../harness'
import { contentCases } from './contents'
import { deletionCases } from './deletion'
import { openingCases } from './opening'

export const lifeCases: readonly EventStoreCase[] = [...contentCases, ...deletionCases, ...openingCases]
