/** A store that is lost while a command reads is unavailable for now, never a defect of the program. */
import { expect, test } from '@jest/globals'
import type { EventFeed } from '@lastcall/eventlog'
import { noSnapshots } from '@lastcall/history'
import { exitCodes } from '../exit'
import { listsOf } from './use-cases'

const lost: EventFeed = {
  follow: async function* () {
    await Promise.resolve()
    throw new Error('the store is lost')
  },
}
test('lists of a lost store: exit code 5', async () => {
  const lists = await listsOf({ feed: lost, snapshots: noSnapshots })
  expect(lists).toMatchObject({ left: { ending: 'unavailable', is: 'store unavailable' } })
  expect(exitCodes.unavailable).toBe(5)
})
