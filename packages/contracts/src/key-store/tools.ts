/** Campaigns, and answers that were expected. */
import type { Either } from 'fp-ts/lib/Either'
import { randomBytes } from 'node:crypto'

export const newCampaign = (): string => randomBytes(16).toString('hex')

/** What was answered where a success was due. The failure is named, never a key. */
export const must = <A>(answer: Either<{ readonly is: string }, A>): A => {
  if (answer._tag === 'Left') throw new Error(`unexpected: ${answer.left.is}`)
  return answer.right
}

/** A failure's name; `success` where there was none. */
export const failure = (answer: Either<{ readonly is: string }, unknown>): string =>
  answer._tag === 'Left' ? answer.left.is : 'success'
