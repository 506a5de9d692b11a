/** Fresh ids and the identities that people type. */
import { CampaignId, OutreachId } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { randomBytes } from 'node:crypto'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'

/** 128 random bits in lower-case hex. */
export const newId = (): string => randomBytes(16).toString('hex')

const parse =
  <T extends string>(what: string, codec: { readonly is: (v: unknown) => v is T }) =>
  (text: string): Either<Trouble, T> =>
    codec.is(text)
      ? right(text)
      : trouble({
          ending: 'usage',
          is: `not the id of ${what}`,
          what: `this is not the id of ${what}`,
          where: text,
          todo: 'Ids are 32 hex digits; `lastcall campaign list` and `lastcall outreach list` show them.',
        })

export const campaignId = parse('a campaign', CampaignId)
export const outreachId = parse('an outreach', OutreachId)
