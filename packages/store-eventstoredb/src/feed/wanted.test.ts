/** The server's filter is a prefix and lets more through than was chosen; to the letter is ours. */
import { expect, test } from '@jest/globals'
import type { Recorded } from '@lastcall/eventlog'
import { eventId, position, revision, streamName } from '@lastcall/eventlog'
import { wantedBy } from './wanted'

const recorded = (stream: string, type: string): Recorded => ({
  ...{ stream: streamName(stream), revision: revision(0), position: position('0'), id: eventId('x'), type },
  ...{ data: {}, metadata: {}, recordedUs: 0 },
})

test('hazard 9: no checkpoints are asked for, so none of ours can throw', () => {
  for (const what of [{ types: ['A'] }, { prefixes: ['a-'] }]) {
    expect(wantedBy(what).filter.checkpointReached).toBeUndefined()
  }
})

test('a type is chosen whole, a stream by its beginning', () => {
  const { isChosen } = wantedBy({ types: ['Started'] })
  expect(['Started', 'StartedAgain', 'Start'].map((type) => isChosen(recorded('s', type)))).toEqual([
    true,
    false,
    false,
  ])
  const byPrefix = wantedBy({ prefixes: ['a-', 'b-'] })
  expect(['a-1', 'b-', 'a', 'xa-1'].map((name) => byPrefix.isChosen(recorded(name, 'T')))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('the server’s own events are nobody’s choice, nor are tombstones', () => {
  const { isChosen } = wantedBy({ prefixes: [''] })
  expect(isChosen(recorded('recipients-a', '$streamDeleted'))).toBe(false)
  expect(isChosen(recorded('$settings', 'T'))).toBe(false)
})

test('an empty choice asks for nothing, instead of for everything', () => {
  for (const what of [{ types: [] }, { prefixes: [] }]) {
    const { filter, isChosen } = wantedBy(what)
    expect('prefixes' in filter ? filter.prefixes : []).toEqual(['$nothing'])
    expect(isChosen(recorded('a', 'A'))).toBe(false)
  }
})
