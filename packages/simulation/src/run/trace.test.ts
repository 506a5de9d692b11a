/** A seed is the same trace on every machine and every version of Node: some of them are written down here. */
import { expect, test } from '@jest/globals'
import { planOf } from '../plan/draw'
import type { MixName } from '../plan/mixes'
import { run } from './run'

const whatToDo = [
  'Did the protocol, the world or the drawing of plans change on purpose? Then every seed means another run:',
  'write down what was received here, look for the broken protocols again from seed 1 on',
  '(LASTCALL_MUTANT_SEEDS=5000 npx jest packages/simulation/src/mutants), and mend the seeds in',
  'observe/coverage.test.ts. If nothing of this changed: something here depends on the machine or on Node.',
]

const traces: readonly (readonly [MixName | 'any', number, string])[] = [
  ['any', 1, 'edb54645'],
  ['any', 2, 'cd1eee9f'],
  ['any', 3, '97226ee0'],
  ['any', 4, '26ce9712'],
  ['any', 5, '32afc948'],
  ['any', 6, '57f0adc9'],
  ['calm', 7, 'd7e63613'],
  ['people', 7, '5d6abb51'],
  ['store', 7, 'ce50dc2b'],
  ['crashes', 7, '88840084'],
  ['pauses', 7, '8462a656'],
  ['carrier', 7, '6667249c'],
  ['clocks', 7, '8462a656'],
  ['permits', 7, '140af185'],
  ['doubt', 7, 'c0d4cbee'],
  ['waits', 7, 'c707c6e1'],
  ['all', 7, '2db85312'],
]

test('traces are what they were, on this version of Node too', () => {
  const now = traces.map(([mix, seed]) => [
    mix,
    seed,
    run(planOf(seed, mix === 'any' ? null : mix)).fingerprint,
  ])
  expect({ whatToDo, traces: now }).toEqual({ whatToDo, traces })
})
