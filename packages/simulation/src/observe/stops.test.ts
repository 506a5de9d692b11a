/** A stop is seen by a calm system within its bound: the feed and the readings that are under way, and nothing else. */
import { expect, test } from '@jest/globals'
import type { Fault } from '../plan/fault'
import { planOf } from '../plan/draw'
import { run } from '../run/run'
import { seenWithinUs } from './stops'

const stopAt = (ms: number, outreach: number): Fault => ({
  when: { is: 'at', ms },
  does: { is: 'stop', outreach, liveCalls: 'drain' },
})

test('G3: from its commit to each worker that lives, with no fault, at any progress', () => {
  let seen = 0
  for (let seed = 1; seed <= 200; seed += 1) {
    const faults = [stopAt((seed * 137) % 6_000, 0), stopAt((seed * 211) % 6_000, 1)]
    const { broken, counts } = run({ ...planOf(seed, 'calm'), faults })
    expect({ seed, broken }).toEqual({ seed, broken: null })
    seen += counts.get('a stop is seen') ?? 0
  }
  expect(seen).toBeGreaterThan(400)
})

test('the bound is seven ways between a worker and the log, whatever the plan waits for', () => {
  const plan = planOf(1, 'calm')
  expect(seenWithinUs({ ...plan, latencyUs: [100, 400] })).toBe(2_800)
})
