/** What every carrier must keep, as a test suite. */
import { describe, test } from '@jest/globals'
import { because, explained } from '../because'
import { courseCases } from './course'
import { findCases } from './find'
import { gateCases } from './gate'
import type { CarrierCase, CarrierHarness } from './harness'
import { hangUpCases } from './hang-up'
import { limitCases } from './limits'

/** Each case says one promise; they can be run without jest's `test`, to judge carriers that must fail. */
export const carrierCases: readonly CarrierCase[] = [
  ...because(
    'the gate is the last look at a stop: a call that leaves without it may be a forbidden one',
    gateCases,
  ),
  ...because(
    'a call is closed in the log by how it ended: an end that is not told holds its place',
    courseCases,
  ),
  ...because('a stop hangs up what the policy says, and spares what it says', hangUpCases),
  ...because(
    'after a crash a call is found or told absent; one told absent is released, and must not ring',
    findCases,
  ),
  ...because(
    'a network refuses above its limits; a refusal is counted, and a call that hangs is not',
    limitCases,
  ),
]

/** Rejects when the carrier does not keep what the case says. */
export const judgeCarrier = async (harness: CarrierHarness, one: CarrierCase): Promise<void> => {
  const network = await harness.open(one.limits ?? {})
  try {
    await explained(one, one.check(network, harness.numbers))
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
