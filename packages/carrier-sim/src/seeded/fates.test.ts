import type { AttemptId } from '@lastcall/domain'
import { randomBytes } from 'node:crypto'
import { seededFates } from './fates'
import { fatedEndings, usualMix, usualOptOutShare, usualTimes } from './mix'

const callTo = (to: string) => ({
  attempt: randomBytes(16).toString('hex') as AttemptId,
  to,
  from: '',
  messageSha256: '',
})
const usual = { seed: 1, mix: usualMix, times: usualTimes, optOutShare: usualOptOutShare, script: {} }

test('the mix comes out in its proportions', () => {
  const fate = seededFates({ ...usual, by: 'attempt' })
  const calls = 20_000
  const counts = new Map<string, number>()
  for (let i = 0; i < calls; i += 1) {
    const { ends } = fate(callTo('+12025550101'))
    counts.set(ends, (counts.get(ends) ?? 0) + 1)
  }
  for (const ending of fatedEndings) {
    const share = ((counts.get(ending) ?? 0) / calls) * 100
    expect(Math.abs(share - (usualMix[ending] ?? 0))).toBeLessThan(2)
  }
})

test('by number, the same person always behaves the same; other people do not', () => {
  const fate = seededFates({ ...usual, by: 'number' })
  expect(fate(callTo('+12025550101'))).toEqual(fate(callTo('+12025550101')))
  const people = Array.from({ length: 100 }, (_, i) => JSON.stringify(fate(callTo(`+1202555${1000 + i}`))))
  expect(new Set(people).size).toBeGreaterThan(90)
})
