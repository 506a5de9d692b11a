/** The lists: campaigns, and outreaches by tab, each in exactly one. */
import { expect, test } from '@jest/globals'
import { left } from 'fp-ts/lib/Either'
import {
  completedEvent,
  administrator,
  createdIn,
  failure,
  happen,
  must,
  scheduledIn,
  startedEvent,
  world,
} from '../world.fixture'
import { stop } from '../stop/stop'
import { campaigns, outreaches } from './view'

const tabs = ['scheduled', 'in progress', 'completed', 'stopped'] as const

test('R11: every outreach is in exactly one tab', async () => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  const ids = []
  for (const _ of tabs) ids.push((await scheduledIn(deps, campaign)).outreach)
  const [, begun, done, ended] = ids as [never, never, never, never]
  await happen(deps, campaign, startedEvent(begun), startedEvent(done), completedEvent(done))
  must(
    await stop(deps)({ actor: administrator, outreach: ended, liveCalls: 'hangUpAll', reason: 'enough' })(),
  )
  const byTab = []
  for (const tab of tabs)
    byTab.push(must(await outreaches(deps)(campaign, tab)()).map(({ outreach }) => outreach))
  expect(byTab).toEqual(ids.map((id) => [id]))
  expect(must(await campaigns(deps)())[0]?.outreaches).toEqual({
    ...{ scheduled: 1, 'in progress': 1, completed: 1, stopped: 1 },
  })
})

test('R10: names that cannot be opened show as null, and the lists all the same', async () => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  await scheduledIn(deps, campaign)
  const keys = { ...deps.keys, get: () => async () => left({ is: 'wrong master key' as const }) }
  expect(must(await campaigns({ ...deps, keys })())).toMatchObject([{ campaign, name: null }])
  expect(must(await outreaches({ ...deps, keys })(campaign)())).toMatchObject([
    { fileName: null, phase: 'scheduled' },
  ])
})

test('R10: a store that is lost is told, never shown as an empty list', async () => {
  const deps = world()
  await deps.store.close()
  expect(failure(await campaigns(deps)())).toMatchObject({ is: 'store unavailable' })
})
