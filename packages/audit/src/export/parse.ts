/** A line of an export becomes the event again, or what is wrong with it. */
import type { Recorded } from '@lastcall/eventlog'
import { eventId, position, revision, streamName } from '@lastcall/eventlog'
import { canonical } from './canonical'

const keys = 'data,id,recordedUs,revision,stream,type'

/** An export names no positions: nothing that reads it may ask for one. */
const nowhere = position('')

/** Null: the line is no event. */
export const eventOf = (line: string): Recorded | null => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).sort().join() !== keys) return null
  const of = value as Readonly<Record<string, unknown>>
  const { stream, id, type, data } = of
  const [at, us] = [of['revision'], of['recordedUs']]
  if (typeof stream !== 'string' || typeof id !== 'string' || typeof type !== 'string') return null
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(us)) return null
  return {
    stream: streamName(stream),
    revision: revision(at as number),
    position: nowhere,
    id: eventId(id),
    type,
    data,
    metadata: {},
    recordedUs: us as number,
  }
}

/** Whether a line is written in the one way that an event can be written. */
export const isCanonical = (line: string): boolean => canonical(JSON.parse(line)) === line
