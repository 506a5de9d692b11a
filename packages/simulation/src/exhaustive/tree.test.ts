/** A node that is made again from its predecessors is the node that was there, and the search by pieces finds the same. */
import { expect, test } from '@jest/globals'
import { expand } from './expand'
import { small } from './instances'
import { search, searching } from './search'
import { revisit } from './tree'

const patience = { mostNodes: 1_500, mostMs: 600_000 }

const byPieces = (name: string) => {
  const instance = small.find((one) => one.name === name)
  if (instance === undefined) throw new Error(name)
  const going = searching(instance, patience)
  for (let [goesOn, isEmpty] = [true, false]; goesOn && !isEmpty;) {
    isEmpty = true
    for (const [first, end] of going.level()) {
      isEmpty = false
      goesOn = going.take(expand(revisit(instance, going.piece(first, end))), [])
      if (!goesOn) break
    }
  }
  return [search(instance, patience), going.result()] as const
}

test.each(['nobody has claimed yet', 'a late append, long permits'])('%s', (name) => {
  const [kept, again] = byPieces(name)
  expect({ ...again, ms: 0 }).toEqual({ ...kept, ms: 0 })
  expect(kept.nodes).toBeGreaterThan(400)
})
