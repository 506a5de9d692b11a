/** What every carrier must keep, as a test suite. */
import { describe, test } from '@jest/globals'
import { courseCases } from './course'
import { findCases } from './find'
import { gateCases } from './gate'
import type { CarrierCase, CarrierHarness } from './harness'
import { hangUpCases } from './hang-up'
import { limitCases } from './limits'

/** Each case says one promise; they can be run without jest's `test`, to judge carriers that must fail. */
export const carrierCases: readonly CarrierCase[] = [
  ...gateCases,
  ...courseCases,
  ...hangUpCases,
  ...findCases,
  ...limitCases,
]

/** Rejects when the carrier does not keep what the case says. */
export const judgeCarrier = async (harness: CarrierHarness, one: CarrierCase): Promise<void> => {
  const network = await harness.open(one.limits ?? {})
  try {
    await one.check(network, harness.numbers)
  } finally {
    await network.close()
  }
}

/** `carrierContract('my carrier', harness)` in a test file of yours. */
export const carrierContract = (name: string, harness: CarrierHarness): void => {
  describe(`${name} keeps what a carrier promises`, () => {
    for (const one of carrierCases) test(one.name, () => judgeCarrier(harness, one))
  })
}
