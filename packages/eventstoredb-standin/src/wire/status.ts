/** Failures as the client reads them: a gRPC status, and trailers that name the exception. */
import { Metadata, status } from '@grpc/grpc-js'
import type { Fault } from '../faults'

/** As grpc-js takes it. */
export interface Failure {
  readonly code: number
  readonly details: string
  readonly metadata: Metadata
}

export const failure = (
  code: number,
  details: string,
  exception?: string,
  trailers: Readonly<Record<string, string>> = {},
): Failure => {
  const metadata = new Metadata()
  if (exception !== undefined) metadata.set('exception', exception)
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value)
  return { code, details, metadata }
}

export const streamDeleted = (stream: string): Failure =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, 'stream-deleted', {
    'stream-name': stream,
  })

export const tooLarge = (limit: number): Failure =>
  failure(
    status.INVALID_ARGUMENT,
    `Maximum Append Size of ${limit} Exceeded.`,
    'maximum-append-size-exceeded',
    {
      'maximum-append-size': String(limit),
    },
  )

export const tooSlow = failure(
  status.ABORTED,
  'Operation timed out: Consumer too slow to handle event while live.',
)

/** What a fault answers at once; null where the call goes on, or is never answered. */
export const failureOf = (fault: Fault | null): Failure | null => {
  switch (fault?.is) {
    case 'not ready':
      return failure(status.UNAVAILABLE, 'Server Is Not Ready')
    case 'not leader': {
      const { host, port } = fault.leader
      return failure(status.NOT_FOUND, `Leader info available at ${host}:${port}.`, 'not-leader', {
        'leader-endpoint-host': host,
        'leader-endpoint-port': String(port),
      })
    }
    case 'status':
      return failure(fault.code, fault.details, fault.exception, fault.trailers)
    default:
      return null
  }
}

/** What grpc-js takes to end a stream badly. */
export const asError = (what: Failure): Error & Failure => Object.assign(new Error(what.details), what)
