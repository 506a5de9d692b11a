/** Events become texts before the lock is asked for; what the log could not give back unchanged is refused. */
import type { NewEvent, Refused, StreamName } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { digestOf } from '../chain'
import { isDeletable } from '../deleted'

export interface Encoded {
  readonly id: string
  readonly type: string
  /** What stands in the event and under the chain. */
  readonly data: string
  readonly metadata: string
  /** What stands apart, because it can be deleted. Null: nothing does. */
  readonly ciphertext: string | null
}

/** One event, characters of JSON. None of ours comes near it; a row must fit into memory a few times. */
export const largestEvent = 64 * 1024 * 1024
const longestName = 1_000

// Lone surrogates have no UTF-8; the last code point ends ranges of names.
const unfit = /[\p{Cs}\p{Cc}\u{10ffff}]/u

const isName = (text: unknown): boolean =>
  typeof text === 'string' && text.length > 0 && text.length <= longestName && !unfit.test(text)

const textOf = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value)
  } catch {
    // A cycle or a bigint. The error could hold contents.
    return undefined
  }
}

const refused = (why: string): Either<Refused, never> => left({ is: 'refused', why })

const encodeOne = (event: NewEvent, apart: boolean): Either<Refused, Encoded> => {
  if (!isName(event.type))
    return refused('the type of an event is empty, too long, or holds control characters')
  if (!isName(event.id))
    return refused(`the id of a ${event.type} is empty, too long, or holds control characters`)
  const [data, metadata] = [textOf(event.data), textOf(event.metadata ?? {})]
  if (data === undefined || metadata === undefined)
    return refused(`a ${event.type} cannot be written as JSON`)
  if (data.length + metadata.length > largestEvent) {
    return refused(
      `a ${event.type} has ${data.length + metadata.length} characters; ${largestEvent} are allowed`,
    )
  }
  const { id, type } = event
  if (!apart) return right({ id, type, data, metadata, ciphertext: null })
  return right({ id, type, data: `{"sha256":"${digestOf(data)}"}`, metadata, ciphertext: data })
}

export const encode = (to: StreamName, events: readonly NewEvent[]): Either<Refused, readonly Encoded[]> => {
  if (!isName(to)) return refused('the name of a stream is empty, too long, or holds control characters')
  if (events.length === 0) return refused('there is nothing to append')
  const apart = isDeletable(to)
  const encoded: Encoded[] = []
  for (const event of events) {
    const one = encodeOne(event, apart)
    if (one._tag === 'Left') return one
    encoded.push(one.right)
  }
  return right(encoded)
}
