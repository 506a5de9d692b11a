/** Events as JSON keeps them: a frozen copy that neither the writer nor a reader can change, or a refusal. */
import type { NewEvent, Refused } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'

export type Encoded = Required<NewEvent>

const frozen = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

/** Throws on cycles, bigints and on what JSON has no word for, such as undefined. */
const copy = (value: unknown): unknown => frozen(JSON.parse(JSON.stringify(value)))

/** All of them or a refusal that names the type of the first that cannot be held; never its contents. */
export const encode = (events: readonly NewEvent[]): Either<Refused, readonly Encoded[]> => {
  if (events.length === 0) return left({ is: 'refused', why: 'no events' })
  const encoded: Encoded[] = []
  for (const { id, type, data, metadata } of events) {
    try {
      encoded.push({ id, type, data: copy(data), metadata: copy(metadata ?? {}) as Encoded['metadata'] })
    } catch {
      return left({ is: 'refused', why: `${type} holds what JSON cannot hold` })
    }
  }
  return right(encoded)
}
