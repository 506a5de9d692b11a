/** What an error of the client means: by its `type`, then by its gRPC `code`, never by its class. */
import type { AppendFailure, Revision, Unavailable } from '@lastcall/eventlog'
import { revision } from '@lastcall/eventlog'
import type { Option } from 'fp-ts/lib/Option'
import { none, some } from 'fp-ts/lib/Option'

export interface Trouble {
  /** The client's word for it; null for a raw error. */
  readonly type: string | null
  /** gRPC's number for it. */
  readonly code: number | null
  readonly message: string
  /** Of a conflict. */
  readonly actual: Option<Revision>
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export const troubleOf = (error: unknown): Trouble => {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Readonly<
    Record<string, unknown>
  >
  const { code, actualVersion } = fields
  return {
    type: text(fields['type']),
    code: typeof code === 'number' ? code : null,
    message: text(fields['message']) ?? String(error),
    actual: typeof actualVersion === 'bigint' ? some(revision(Number(actualVersion))) : none,
  }
}

/** One line for people: no contents are in it, for no error of the client holds any. */
export const whyOf = ({ type, code, message }: Trouble): string =>
  `${type ?? 'error'}${code === null ? '' : ` ${code}`}: ${message}`.slice(0, 300)

/** gRPC: INVALID_ARGUMENT, RESOURCE_EXHAUSTED. */
const invalidArgument = 3
const resourceExhausted = 8

const neverDiscovered = 'Failed to discover after'
const notReady = /server is not ready/i
const tooLarge = /could not recognize|message.*(exceeds|larger)|maximum.*size/i

/** Certainly not written, and a repeat cannot help. Code 8 alone says less: a connection may end with it too. */
const isRefused = ({ type, code, message }: Trouble): boolean =>
  ['stream-deleted', 'access-denied', 'maximum-append-size-exceeded'].includes(type ?? '') ||
  (type === 'unknown' && code === invalidArgument) ||
  (type === 'unknown' && (code === resourceExhausted || code === null) && tooLarge.test(message))

/** Certainly not written, and a repeat may help. */
const isUnavailable = ({ type, code, message }: Trouble): boolean =>
  type === 'not-leader' ||
  (type === null && code === null && message.startsWith(neverDiscovered)) ||
  (type === 'unknown' && notReady.test(message))

/** In doubt it is uncertain: safety does not hang on this split. */
export const appendFailureOf = (trouble: Trouble): AppendFailure => {
  if (trouble.type === 'wrong-expected-version') return { is: 'conflict', actual: trouble.actual }
  const why = whyOf(trouble)
  if (isRefused(trouble)) return { is: 'refused', why }
  return { is: isUnavailable(trouble) ? 'unavailable' : 'uncertain', why }
}

export const unavailable = (why: string): Unavailable => ({ is: 'unavailable', why })
