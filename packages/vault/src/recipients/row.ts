/** One recipient as imported. Personal data: it leaves this shape only into ciphertext or to the carrier. */
import * as t from 'io-ts'

export const RecipientRow = t.readonly(
  t.type({
    /** E.164. */
    number: t.string,
    /** An IANA name, such as Europe/Madrid. */
    timeZone: t.string,
    variables: t.readonly(t.record(t.string, t.string)),
  }),
)
export type RecipientRow = t.TypeOf<typeof RecipientRow>

export const rows = t.readonlyArray(RecipientRow)
