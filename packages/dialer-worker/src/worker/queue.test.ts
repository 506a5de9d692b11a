import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Queue } from './queue'
import { firstPage, inOrder, enqueued, emptyQueue, pageSize } from './queue'

test('who joins leaves in the same order, by pages, and the queue stays as it was for whoever holds it', () => {
  const steps = fc.array(fc.oneof(fc.nat({ max: 3 * pageSize }), fc.constant('take' as const)), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(steps, (taken) => {
      let queue: Queue<number> = emptyQueue()
      let model: number[] = []
      let next = 0
      for (const what of taken) {
        const before = { queue, model: [...model] }
        if (what === 'take') {
          const [page, rest] = firstPage(queue)
          expect(page).toEqual(model.slice(0, pageSize))
          model = model.slice(pageSize)
          queue = rest
        } else {
          for (let k = 0; k < what; k += 1) {
            model.push(next)
            queue = enqueued(queue, next)
            next += 1
          }
        }
        expect(inOrder(queue)).toEqual(model)
        expect(queue).toHaveLength(model.length)
        expect(inOrder(before.queue)).toEqual(before.model)
      }
    }),
    { numRuns: 60 },
  )
})

test('a store that is away for minutes does not make each further fact dearer', () => {
  const timed = (length: number): number => {
    let queue: Queue<number> = emptyQueue()
    const since = performance.now()
    for (let k = 0; k < length; k += 1) queue = enqueued(queue, k)
    return performance.now() - since
  }
  timed(50_000)
  // Ten times as many: 10 times the work, where copying all of it each time takes a hundred.
  expect(timed(200_000) / timed(20_000)).toBeLessThan(40)
})
