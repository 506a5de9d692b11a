/** A telephone number as people write it, made E.164; or why it is none that is called. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { RowProblem } from '../problem'
import { quickYes } from './quick'

export type ParseNumber = (text: string) => Either<RowProblem, string>

/** People and offices. Not premium rate, shared cost, personal numbers (dear like premium), pagers, voicemail. */
const calledKinds: readonly string[] = [
  'FIXED_LINE',
  'MOBILE',
  'FIXED_LINE_OR_MOBILE',
  'VOIP',
  'TOLL_FREE',
  'UAN',
]

/** The longest text that is looked at: a number with an extension and brackets is shorter. */
const longestText = 64

/** Emergency and short numbers are in no plan, so they are no valid numbers. Null: the default country is unknown. */
export const numberParser = async (defaultCountry: string | null): Promise<ParseNumber | null> => {
  const library = await import('libphonenumber-js/max')
  const metadata = (await import('libphonenumber-js/max/metadata')).default
  if (defaultCountry !== null && !library.isSupportedCountry(defaultCountry)) return null
  const country = defaultCountry ?? undefined
  const isQuick = quickYes(metadata)

  return (text) => {
    if (isQuick(text)) return right(text)
    if (text.length === 0) return left({ is: 'no phone number' })
    if (text.length > longestText) return left({ is: 'not a phone number' })
    const parsed = library.parsePhoneNumberFromString(text, country)
    if (parsed === undefined || !parsed.isValid() || parsed.ext !== undefined)
      return left({ is: 'not a phone number' })
    const kind = parsed.getType()
    return kind !== undefined && calledKinds.includes(kind)
      ? right(parsed.number)
      : left({ is: 'number not to be called', kind: kind ?? 'UNKNOWN' })
  }
}
