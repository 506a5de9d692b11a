/** Numbers never to be called, under a keyed hash. The stream `suppression` is one for all campaigns. */
import type { EventOf, StreamName } from '@lastcall/eventlog'
import { event, family, streamName } from '@lastcall/eventlog'
import * as t from 'io-ts'
import { ActorId } from '../ids'
import { Sha256, Timestamp } from '../values'

const number = { at: Timestamp, keyedHash: Sha256, source: t.string, actor: ActorId }

export const NumberSuppressed = event('NumberSuppressed', number)
export const NumberReinstated = event('NumberReinstated', number)

export const suppressionCodec = family([NumberSuppressed, NumberReinstated])
export type SuppressionEvent = EventOf<typeof NumberSuppressed> | EventOf<typeof NumberReinstated>
export const suppressionStream: StreamName = streamName('suppression')
