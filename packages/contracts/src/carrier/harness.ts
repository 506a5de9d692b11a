/** What a carrier must bring along to be judged. */
import type { Carrier, NetworkRecord } from '@lastcall/carrier'
import type { Reasoned } from '../because'

/** E.164 numbers by how whoever answers them behaves; the network under test must know them. */
export interface ContractNumbers {
  /** Rings, answers and hangs up, all within 5 seconds. */
  readonly answers: string
  /** Rings for at least 30 seconds. */
  readonly ringsOn: string
  /** Answers within 2 seconds and then talks for at least 30. */
  readonly talksOn: string
  /** Ends as busy, within 5 seconds. */
  readonly busy: string
  /** The originate itself is refused with `congestion`. */
  readonly refused: string
}

export interface NetworkUnderTest {
  /** A caller that is connected and healthy. Each call makes another one. */
  readonly client: () => Promise<Carrier>
  /** Everything that the network saw so far. */
  readonly record: () => Promise<readonly NetworkRecord[]>
  /** The network becomes unreachable, and stays so. */
  readonly goAway: () => Promise<void>
  /** Everything is put away; also after `goAway`. */
  readonly close: () => Promise<void>
}

export interface CarrierHarness {
  readonly numbers: ContractNumbers
  /** A fresh network; limits that are not said do not matter. */
  readonly open: (limits: {
    readonly callsPerSecond?: number
    readonly concurrentCalls?: number
  }) => Promise<NetworkUnderTest>
}

export interface CarrierCase extends Reasoned {
  readonly name: string
  readonly limits?: { readonly callsPerSecond?: number; readonly concurrentCalls?: number }
  /** Rejects when the carrier breaks the promise that `name` says. */
  readonly check: (network: NetworkUnderTest, numbers: ContractNumbers) => Promise<void>
}
