/** What a client asks for, out of the words of the protocol. */
import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb'
import { ReadReq } from '@eventstore/db-client/generated/streams_pb'
import type { Filter } from '../log/filter'
import { everything, filterOf } from '../log/filter'
import type { Expectation } from '../log/record'
import { nameOf } from './event'

export interface ReadRequest {
  /** Null: the whole log. */
  readonly stream: string | null
  /** A revision of the stream, or a position of the log. */
  readonly from: 'start' | 'end' | number
  readonly backwards: boolean
  readonly limit: number
  readonly filter: Filter
  readonly subscription: boolean
}

const filterIn = (options: ReadReq.Options): Filter => {
  const filter = options.getFilter()
  if (filter === undefined) return everything
  const on = filter.hasEventType() ? 'type' : 'stream'
  const expression = on === 'type' ? filter.getEventType() : filter.getStreamIdentifier()
  return filterOf({ on, prefixes: expression?.getPrefixList() ?? [], regex: expression?.getRegex() ?? '' })
}

const fromIn = (options: ReadReq.Options): ReadRequest['from'] => {
  const [stream, all] = [options.getStream(), options.getAll()]
  if (stream?.hasRevision() === true) return Number(stream.getRevision())
  if (all?.hasPosition() === true) return Number(all.getPosition()?.getCommitPosition())
  return stream?.hasEnd() === true || all?.hasEnd() === true ? 'end' : 'start'
}

export const readRequestOf = (request: ReadReq): ReadRequest => {
  const options = request.getOptions()
  if (options === undefined) throw new Error('a read without options')
  const stream = options.getStream()
  return {
    stream: stream === undefined ? null : nameOf(stream.getStreamIdentifier()),
    from: fromIn(options),
    backwards: options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS,
    limit: options.hasCount() ? Number(options.getCount()) : Infinity,
    filter: filterIn(options),
    subscription: options.hasSubscription(),
  }
}

interface Expecting {
  hasAny(): boolean
  hasNoStream(): boolean
  hasStreamExists(): boolean
}

const expectationOf = (options: Expecting, revision: string): Expectation => {
  if (options.hasAny()) return 'any'
  if (options.hasNoStream()) return 'no stream'
  return options.hasStreamExists() ? 'stream exists' : Number(revision)
}

export const appendHeaderOf = (options: AppendReq.Options): { stream: string; expected: Expectation } => ({
  stream: nameOf(options.getStreamIdentifier()),
  expected: expectationOf(options, options.getRevision()),
})

export const batchHeaderOf = (
  options: BatchAppendReq.Options,
): { stream: string; expected: Expectation } => ({
  stream: nameOf(options.getStreamIdentifier()),
  expected: expectationOf(options, options.getStreamPosition()),
})
