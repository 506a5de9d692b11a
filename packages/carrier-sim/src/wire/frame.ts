/** What goes over the wire: one JSON object per line, checked on both sides. */
import { AttemptId, Ending } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import * as t from 'io-ts'

const number = new t.Type<string, string, unknown>(
  'a telephone number, E.164',
  (v): v is string => typeof v === 'string' && /^\+[1-9]\d{1,14}$/.test(v),
  (v, context) =>
    typeof v === 'string' && /^\+[1-9]\d{1,14}$/.test(v) ? t.success(v) : t.failure(v, context),
  t.identity,
)

const ended = t.type({
  is: t.literal('ended'),
  disposition: Ending,
  status: t.string,
  cause: t.string,
  ringMs: t.number,
  talkMs: t.number,
})
const standing = t.union([
  t.type({ is: t.literal('queued') }),
  t.type({ is: t.literal('ringing'), sinceOriginateMs: t.number }),
  t.type({ is: t.literal('answered'), sinceOriginateMs: t.number }),
  ended,
])
const carrierEvent = t.intersection([
  t.type({ attempt: AttemptId, standing }),
  t.partial({ optOut: t.keyof({ key: null, voice: null, carrier: null }) }),
])
const originated = t.union([
  t.type({ is: t.literal('accepted') }),
  t.type({ is: t.literal('refused'), disposition: Ending, status: t.string, cause: t.string }),
])
const found = t.union([
  t.type({ is: t.literal('found'), standing }),
  t.type({ is: t.literal('absent') }),
  t.type({ is: t.literal('unknown'), why: t.string }),
])
const request = t.type({ attempt: AttemptId, to: number, from: t.string, messageSha256: t.string })
const ask = t.number

const toNetwork = {
  originate: t.type({ is: t.literal('originate'), ask, call: request }),
  'hang up': t.type({
    is: t.literal('hang up'),
    ask,
    attempt: AttemptId,
    how: t.keyof({ 'if-ringing': null, always: null }),
  }),
  find: t.type({ is: t.literal('find'), ask, attempt: AttemptId }),
  ping: t.type({ is: t.literal('ping'), ask }),
}

const toCaller = {
  originated: t.type({ is: t.literal('originated'), ask, answer: originated }),
  'hung up': t.type({
    is: t.literal('hung up'),
    ask,
    answer: t.keyof({ asked: null, 'unknown call': null }),
  }),
  found: t.type({ is: t.literal('found'), ask, answer: found }),
  pong: t.type({ is: t.literal('pong'), ask }),
  event: t.type({ is: t.literal('event'), event: carrierEvent }),
  /** The network could not read a frame. It says nothing of the contents. */
  error: t.type({ is: t.literal('error'), why: t.string }),
}

type Member<T extends Record<string, t.Mixed>> = t.TypeOf<T[keyof T]>
export type ToNetwork = Member<typeof toNetwork>
export type ToCaller = Member<typeof toCaller>

export type BadFrame = 'not JSON' | 'unknown frame' | 'malformed frame'

const decoder =
  <T extends Record<string, t.Mixed>>(members: T) =>
  (line: string): Either<BadFrame, Member<T>> => {
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      return left('not JSON')
    }
    const is = typeof value === 'object' && value !== null && 'is' in value ? value.is : undefined
    const codec = typeof is === 'string' && Object.hasOwn(members, is) ? members[is] : undefined
    if (codec === undefined) return left('unknown frame')
    return codec.is(value) ? right(value as Member<T>) : left('malformed frame')
  }

export const readToNetwork = decoder(toNetwork)
export const readToCaller = decoder(toCaller)
export const written = (frame: ToNetwork | ToCaller): string => `${JSON.stringify(frame)}\n`
