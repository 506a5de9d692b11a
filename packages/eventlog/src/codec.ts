/** An event's codec is its type: one declaration gives the TypeScript type, the check on reading, and the name. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import * as t from 'io-ts'
import { PathReporter } from 'io-ts/lib/PathReporter'
import type { EventId } from './brand'
import type { NewEvent, Recorded } from './event'
import { guardOf } from './guard'
import { readerOf } from './reader'

/** One event type. `upcast` turns the data of older writers into today's shape before it is checked. */
export interface EventCodec<Type extends string, Data> {
  readonly type: Type
  readonly data: t.Type<Data, unknown>
  readonly upcast?: (data: unknown) => unknown
  /** Makes the event; the compiler checks its fields. */
  (data: Data): { readonly type: Type } & Data
}

type AnyEventCodec = Pick<EventCodec<string, never>, 'type' | 'upcast'> & { readonly data: t.Mixed }

/** The event that a codec stands for. */
export type EventOf<C> = C extends EventCodec<infer Type, infer Data> ? { readonly type: Type } & Data : never

export type Unreadable =
  /** A type this program has never heard of; it may be newer than the program. */
  | { readonly is: 'unknown type'; readonly event: Recorded }
  /** A known type with contents that its codec does not accept. */
  | { readonly is: 'malformed'; readonly event: Recorded; readonly errors: readonly string[] }

export interface Codec<E> {
  readonly types: readonly string[]
  readonly encode: (id: EventId, event: E) => NewEvent
  readonly decode: (recorded: Recorded) => Either<Unreadable, E>
}

/** Declares an event: `event('OutreachStopped', { outreach: OutreachId, … })`. */
export const event = <Type extends string, P extends t.Props>(
  type: Type,
  fields: P,
  upcast?: (data: unknown) => unknown,
): EventCodec<Type, Readonly<t.TypeOf<t.TypeC<P>>>> => {
  type Data = Readonly<t.TypeOf<t.TypeC<P>>>
  const make = (data: Data): { readonly type: Type } & Data => ({ type, ...data })
  const codec = { data: t.type(fields) as unknown as t.Type<Data, unknown>, ...(upcast ? { upcast } : {}) }
  return Object.defineProperty(Object.assign(make, codec), 'type', {
    value: type,
    enumerable: true,
  }) as EventCodec<Type, Data>
}

/** Of so many shapes a spread is copied field by field at half as much cost again. A field of the tag's name gives way. */
const tagged = (type: string, data: object): { readonly type: string } => {
  const made = Object.assign({ type }, data)
  if (made.type !== type) made.type = type
  return made
}

/** The codec of a closed family of events. Decodes by the tag: a union tried member by member is 40 times slower. */
export const family = <C extends AnyEventCodec>(members: readonly C[]): Codec<EventOf<C>> => {
  const known = members.map((m) => ({
    ...{ ...m, type: m.type, data: m.data },
    ...{ guard: guardOf(m.data), read: readerOf(m.type, m.data) },
  }))
  /** Of so few, each is compared sooner than a Map has made a hash of a name that was just parsed. */
  const memberOf = (type: string): (typeof known)[number] | undefined => {
    for (const member of known) if (member.type === type) return member
    return undefined
  }
  return {
    types: members.map((m) => m.type),
    encode: (id, happened) => {
      const { type, ...data } = happened as { readonly type: string }
      return { id, type, data }
    },
    decode: (recorded) => {
      const member = memberOf(recorded.type)
      if (member === undefined) return left({ is: 'unknown type', event: recorded })
      const data = member.upcast === undefined ? recorded.data : member.upcast(recorded.data)
      const read = member.read(data)
      if (read !== null) return right(read as EventOf<C>)
      if (!member.guard(data)) {
        const checked = member.data.decode(data)
        return checked._tag === 'Left'
          ? left({ is: 'malformed', event: recorded, errors: PathReporter.report(checked) })
          : right({ ...(checked.right as object), type: recorded.type } as EventOf<C>)
      }
      return right(tagged(recorded.type, data as object) as EventOf<C>)
    },
  }
}

/** One sentence about an event that could not be read, without its contents. */
export const describeUnreadable = (unreadable: Unreadable): string => {
  const { stream, revision: at, type } = unreadable.event
  return unreadable.is === 'unknown type'
    ? `${stream}@${at}: event type ${type} is unknown to this version`
    : `${stream}@${at}: ${type} is malformed (${unreadable.errors.length} errors)`
}
