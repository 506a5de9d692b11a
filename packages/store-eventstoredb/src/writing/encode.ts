/** Events become JSON once, before the client is called: what JSON cannot hold would end the process inside of it. */
import type { JSONEventData, JSONType } from '@eventstore/db-client'
import type { NewEvent, Refused, StreamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { dashedField, wireIdOf } from '../event-id'

// Lone surrogates have no UTF-8.
const unfit = /[\p{Cs}\p{Cc}]/u
const longestName = 1_000

/** Names that begin with a dollar sign are the server's own, and followers pass over them. */
const isName = (text: string): boolean =>
  text.length > 0 && text.length <= longestName && !unfit.test(text) && !text.startsWith('$')

const refused = (why: string): Either<Refused, never> => left({ is: 'refused', why })

const textOf = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value)
  } catch {
    // A cycle or a bigint. The error could hold contents.
    return undefined
  }
}

interface Encoded {
  readonly wire: JSONEventData
  readonly bytes: number
}

const encodeOne = ({ id, type, data, metadata = {} }: NewEvent): Either<Refused, Encoded> => {
  if (!isName(type)) return refused('the type of an event is empty, too long, or not fit for a name')
  const wireId = wireIdOf(id)
  if (wireId === null) return refused(`the id of a ${type} is not 128 bits in hexadecimal`)
  if (dashedField in metadata) return refused(`the metadata of a ${type} holds ${dashedField}`)
  const marked = wireId.wasDashed ? { ...metadata, [dashedField]: true } : metadata
  const [dataText, metadataText] = [textOf(data), textOf(marked)]
  if (dataText === undefined || metadataText === undefined) {
    return refused(`a ${type} cannot be written as JSON`)
  }
  // Copies: the client stringifies them again, later, and the caller may have changed its own by then.
  const wire: JSONEventData = {
    id: wireId.uuid,
    type,
    contentType: 'application/json',
    data: JSON.parse(dataText) as JSONType,
    metadata: metadataText === '{}' ? undefined : (JSON.parse(metadataText) as JSONType),
  }
  const bytes = Buffer.byteLength(dataText) + Buffer.byteLength(metadataText) + 2 * type.length
  return right({ wire, bytes })
}

/** All of them or a refusal, which names the type of the first that does not fit, never its contents. */
export const encode = (
  to: StreamName,
  events: readonly NewEvent[],
  largestAppend: number,
): Either<Refused, readonly JSONEventData[]> => {
  if (!isName(to)) return refused('the name of a stream is empty, too long, or not fit for a name')
  if (events.length === 0) return refused('there is nothing to append')
  const wires: JSONEventData[] = []
  let bytes = 0
  for (const event of events) {
    const one = encodeOne(event)
    if (one._tag === 'Left') return one
    wires.push(one.right.wire)
    bytes += one.right.bytes
  }
  return bytes > largestAppend
    ? refused(`the append has ${bytes} bytes; ${largestAppend} are allowed`)
    : right(wires)
}
