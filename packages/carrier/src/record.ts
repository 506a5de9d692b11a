/** The network's own call record: what a carrier saw and when, written without looking at our log. */
import { AttemptId } from '@lastcall/domain'
import * as t from 'io-ts'

/**
 * One line of the record (JSON lines). `seq` counts from 1 without gaps; `atUs` is the network's clock, microseconds
 * since 1970 UTC; `monotonicUs` its monotonic clock. `to` is a token of the number under a key of this record alone:
 * the same number has the same token, and nobody can go back.
 */
export const NetworkRecord = t.intersection([
  t.type({
    seq: t.number,
    atUs: t.number,
    monotonicUs: t.number,
    attempt: AttemptId,
    saw: t.union([
      t.literal('originate'),
      t.literal('refused'),
      t.literal('ringing'),
      t.literal('answered'),
      t.literal('ended'),
      t.literal('absence promised'),
    ]),
  }),
  t.partial({ to: t.string, disposition: t.string, status: t.string, ringMs: t.number, talkMs: t.number }),
])

export type NetworkRecord = t.TypeOf<typeof NetworkRecord>
