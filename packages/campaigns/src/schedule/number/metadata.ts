/** The telephone numbering plans of libphonenumber as its metadata lists them; loaded when first needed. */
import type { MetadataJson } from 'libphonenumber-js/max'

/** One country's plan, by the places of libphonenumber-js's own reader (metadata 1.2.0 and later). */
export interface Plan {
  readonly national: string
  readonly possibleLengths: readonly number[]
  readonly prefix: string | null
  readonly leadingDigits: string | null
  /** Fixed line, mobile, then the others. */
  readonly kinds: readonly Kind[]
}

export interface Kind {
  readonly pattern: string
  readonly lengths: readonly number[] | null
}

type Raw = readonly unknown[]

const kindOf = (raw: unknown): Kind => {
  const [pattern, lengths] = (Array.isArray(raw) ? raw : []) as Raw
  return {
    pattern: (pattern as string | undefined) ?? '',
    lengths: (lengths as number[] | undefined) ?? null,
  }
}

/** The metadata writes 0 for what is not there. */
const textOf = (raw: unknown): string | null => (typeof raw === 'string' && raw !== '' ? raw : null)

const planOf = (raw: Raw): Plan => ({
  national: raw[2] as string,
  possibleLengths: raw[3] as readonly number[],
  prefix: textOf(raw[7]) ?? textOf(raw[5]),
  leadingDigits: textOf(raw[10]),
  kinds: ((raw[11] as Raw | undefined) ?? []).map(kindOf),
})

/** The plans that share a calling code, the main country's first; null: none. */
export const plansOf = (metadata: MetadataJson, callingCode: string): readonly Plan[] | null => {
  const codes = metadata.country_calling_codes as Readonly<Record<string, readonly string[] | undefined>>
  const countries = metadata.countries as unknown as Readonly<Record<string, Raw | undefined>>
  const plans = (codes[callingCode] ?? []).map((country) => countries[country])
  return plans.length === 0 || plans.includes(undefined) ? null : plans.map((raw) => planOf(raw as Raw))
}
