/** Identities: random 128 bits in lower-case hex. They say nothing about anybody. */
import type { Brand } from '@lastcall/eventlog'
import * as t from 'io-ts'

export type CampaignId = Brand<string, 'CampaignId'>
export type OutreachId = Brand<string, 'OutreachId'>
export type AttemptId = Brand<string, 'AttemptId'>
export type ActorId = Brand<string, 'ActorId'>
/** One life of a worker process. */
export type IncarnationId = Brand<string, 'IncarnationId'>

const shape = /^[0-9a-f]{32}$/

const idCodec = <T extends string>(name: string): t.Type<T, string, unknown> => {
  const is = (value: unknown): value is T => typeof value === 'string' && shape.test(value)
  return new t.Type<T, string, unknown>(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context, `${name}: 32 hex digits`)),
    (id) => id,
  )
}

export const CampaignId = idCodec<CampaignId>('CampaignId')
export const OutreachId = idCodec<OutreachId>('OutreachId')
export const AttemptId = idCodec<AttemptId>('AttemptId')
export const ActorId = idCodec<ActorId>('ActorId')
export const IncarnationId = idCodec<IncarnationId>('IncarnationId')
