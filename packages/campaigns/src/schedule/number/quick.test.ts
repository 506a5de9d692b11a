import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { MetadataJson } from 'libphonenumber-js/max'
import plans from 'libphonenumber-js/max/metadata'
import { numberParser } from './parse'
import { plansOf } from './metadata'
import { quickYes } from './quick'

const metadata = plans as unknown as MetadataJson
const isQuick = quickYes(metadata)

/** Digits behind every calling code there is; nobody is called by a test. */
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: 12 })
const codes = Object.keys(metadata.country_calling_codes)
const anyNumber = fc.tuple(fc.constantFrom(...codes), digits).map(([code, rest]) => `+${code}${rest}`)
const fictional = fc.tuple(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 100, max: 199 }))
const nearUs = fictional.map(([area, last]) => `+1${area}5550${last}`)

/** Made of the very patterns that say yes, of every kind, with and without the national prefix in front. */
const patterned = codes.flatMap((code) =>
  (plansOf(metadata, code) ?? []).flatMap(({ kinds, prefix }) =>
    kinds
      .filter(({ pattern }) => pattern !== '' && !pattern.includes('(?!'))
      .map(({ pattern }) =>
        fc
          .tuple(
            fc.stringMatching(new RegExp(`^(?:${pattern})$`)),
            fc.constantFrom('', '0', '1', '8', prefix ?? ''),
          )
          .map(([national, before]) => `+${code}${/^\d*$/.test(before) ? before : ''}${national}`),
      ),
  ),
)

const agrees = (number: string): void => {
  if (!isQuick(number)) return
  const parsed = parsePhoneNumberFromString(number)
  expect(parsed?.number).toBe(number)
  expect(parsed?.isValid()).toBe(true)
  expect(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE']).toContain(parsed?.getType())
}

describe('the quick yes', () => {
  test('is only said where the library says yes, to the same number', () => {
    fc.assert(fc.property(fc.oneof(anyNumber, nearUs), agrees), { numRuns: 5_000 })
    fc.assert(fc.property(fc.oneof(...patterned), agrees), { numRuns: 20_000 })
  })

  test('is said for most of what files hold', () => {
    const [yes, all] = [fc.sample(nearUs, 500).filter(isQuick).length, 500]
    expect(yes).toBeGreaterThan(all / 5)
    const ofPatterns = fc.sample(fc.oneof(...patterned), 2_000)
    expect(ofPatterns.filter(isQuick).length).toBeGreaterThan(200)
    expect(isQuick('+12025550123')).toBe(true)
    expect(isQuick('+61491570156')).toBe(true)
  })
})

/** Plans that no country has today, so that each doubt is met: then the library is asked. */
describe('the quick yes is left to the library', () => {
  type Kinds = readonly (readonly [string, (readonly number[])?] | 0)[]
  const country = (prefix: string | 0, kinds: Kinds): readonly unknown[] => [
    ...['99', '00', '\\d{7,8}', [7, 8], [], prefix, 0, 0, 0, 0, 0],
    kinds,
  ]
  const quickOf = (...countries: (readonly unknown[])[]): ((number: string) => boolean) =>
    quickYes({
      version: 4,
      country_calling_codes: { '99': countries.map((_, k) => `X${k}`) },
      countries: Object.fromEntries(countries.map((plan, k) => [`X${k}`, plan])),
    } as unknown as MetadataJson)

  test('where the national prefix could be taken off', () => {
    const isYes = quickOf(country('0', [['\\d{7,8}'], 0]))
    expect([isYes('+991234567'), isYes('+990234567')]).toEqual([true, false])
  })

  test('where an earlier country has the number as another kind', () => {
    const dear = country(0, [0, 0, 0, ['1\\d{6}']])
    const isYes = quickOf(dear, country(0, [['\\d{7}'], 0]))
    expect([isYes('+992234567'), isYes('+991234567')]).toEqual([true, false])
  })

  test('where the length is none of that kind', () => {
    const isYes = quickOf(country(0, [['\\d{7,8}', [8]], 0]))
    expect([isYes('+9912345678'), isYes('+991234567')]).toEqual([true, false])
  })
})

const parse = async (text: string, country: string | null = null): Promise<unknown> =>
  (await numberParser(country))?.(text)

describe('a number', () => {
  test.each([
    '+12025550123',
    '+1 202-555-0123',
    '(202) 555-0123',
    '2025550123',
    '12025550123',
    '+1 (202) 555 0123',
  ])('in the notation %s is the same number', async (text) =>
    expect(await parse(text, 'US')).toEqual({ _tag: 'Right', right: '+12025550123' }),
  )

  test.each([
    '911',
    '112',
    '+1911',
    'hello',
    '+12025',
    '2025550123',
    '+12025550123 ext. 5',
    '+0000000000',
    '١',
  ])('%s is none', async (text) =>
    expect(await parse(text)).toEqual({ _tag: 'Left', left: { is: 'not a phone number' } }),
  )

  test('of premium rate is not called', async () =>
    expect(await parse('+19005550100')).toMatchObject({
      left: { is: 'number not to be called', kind: 'PREMIUM_RATE' },
    }))

  test('of an unknown default country cannot be parsed', async () =>
    expect(await numberParser('XX')).toBeNull())
})
