/** Mirror images are one node where workers are alike, and two where they are not. */
import { describe, expect, test } from '@jest/globals'
import { printOf } from './canonical'
import type { Choice } from './choice'
import { choicesOf } from './choice'
import { along } from './edge'
import type { Instance } from './instance'
import { small } from './instances'
import { rootOf } from './root'
import type { Small } from './small'

const begins = small.find(({ name }) => name === 'nobody has claimed yet') as Instance
const troubled: Instance = { ...begins, budget: { ...begins.budget, crashes: 1 } }

const ofWorker = (small: Small, is: Choice['is'], worker: number): Choice => {
  const found = choicesOf(small).find(
    (choice) => choice.is === is && 'worker' in choice && choice.worker === worker,
  )
  if (found === undefined) throw new Error(`no ${is} of worker ${worker}`)
  return found
}

/** The same story with this worker in the first part: its append goes through, then it crashes. */
const storyOf = (instance: Instance, worker: number): Small => {
  const root = rootOf(instance)
  const append = choicesOf(root).find(
    (choice) =>
      choice.is === 'deliver' && 'message' in choice && root.messages[choice.message]?.from === worker,
  )
  const claimed = along(root, append as Choice)
  return along(claimed, ofWorker(claimed, 'crash', worker))
}

describe('two workers that both want the claim', () => {
  test('alike: whoever of them gets it and crashes, it is one node', () => {
    expect(printOf(storyOf(troubled, 0))).toEqual(printOf(storyOf(troubled, 1)))
  })
  test('with different permits, or clocks: two', () => {
    for (const other of [
      { ...troubled, lengths: { ...troubled.lengths, permits: [1, 2] } },
      { ...troubled, driftPpm: [0, 100] },
    ])
      expect(printOf(storyOf(other, 0))).not.toEqual(printOf(storyOf(other, 1)))
  })
  test('who claimed and who crashed are told apart all the same', () => {
    const claimed = storyOf({ ...troubled, budget: { ...troubled.budget, crashes: 2 } }, 0)
    const bystander = along(claimed, ofWorker(claimed, 'crash', 1))
    expect(printOf(bystander)).not.toEqual(printOf(claimed))
  })
})
