/** Where the facts of one outreach stand. */
import type { StreamName } from '@lastcall/eventlog'
import { streamName } from '@lastcall/eventlog'
import type { OutreachId } from '../ids'

export const callsPrefix = 'calls-'
export const callsStream = (outreach: OutreachId): StreamName => streamName(`${callsPrefix}${outreach}`)
