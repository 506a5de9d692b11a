/** R16: deleting ends a campaign for good; nothing of its people can be read, whenever it came or was interrupted. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { recipientsPrefix, timestamp } from '@lastcall/domain'
import { streamsLeft } from '@lastcall/vault'
import { left } from 'fp-ts/lib/Either'
import { campaigns, outreaches } from '../lists/view'
import { schedule } from '../schedule/schedule'
import { stop } from '../stop/stop'
import { uncalled } from '../uncalled/uncalled'
import type { World } from '../world.fixture'
import {
  administrator,
  createdIn,
  csv,
  elsewhere,
  eventsOf,
  failure,
  longCsv,
  must,
  noon,
  operator,
  scheduledIn,
  scheduling,
  world,
} from '../world.fixture'
import type { DeleteCommand } from './delete'
import { deleteCampaign } from './delete'
import { finishDeletions } from './finish'

const deleting = (campaign: CampaignId): DeleteCommand => ({
  actor: administrator,
  campaign,
  liveCalls: 'drain',
})

const expectNothingReadable = async (deps: World, campaign: CampaignId): Promise<void> => {
  expect(await deps.keys.get(campaign)()).toEqual(left({ is: 'destroyed' }))
  expect(must(await streamsLeft(deps, [recipientsPrefix(campaign)]))).toEqual([])
}

describe('deleting', () => {
  test('R3, R6, R16: is one event; then key and ciphertext are gone, and the campaign from every list', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    const { outreach } = await scheduledIn(deps, campaign)
    await scheduledIn(deps, campaign)
    const gone = must(await deleteCampaign(deps)(deleting(campaign))())
    expect(gone).toMatchObject({ streams: 2, revision: 3 })
    expect((await eventsOf(deps.store, campaign)).at(-1)).toMatchObject({
      type: 'CampaignDeleted',
      data: { actor: administrator.id },
    })
    await expectNothingReadable(deps, campaign)
    expect(must(await campaigns(deps)())).toEqual([])
    expect(failure(await outreaches(deps)(campaign)())).toEqual({ is: 'campaign deleted' })
    expect(failure(await uncalled(deps)(outreach)())).toEqual({ is: 'campaign deleted' })
  })

  test('R16: later commands are refused, and write nothing', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    const { outreach } = await scheduledIn(deps, campaign)
    must(await deleteCampaign(deps)(deleting(campaign))())
    const before = deps.log.entries.length
    const refusal = { is: 'campaign deleted' }
    expect(failure(await deleteCampaign(deps)(deleting(campaign))())).toEqual(refusal)
    expect(failure(await schedule(deps)(scheduling(campaign, csv(1)))())).toEqual(refusal)
    const stopping = { actor: administrator, outreach, liveCalls: 'drain', reason: '' } as const
    expect(failure(await stop(deps)(stopping)())).toEqual(refusal)
    expect(deps.log.entries).toHaveLength(before)
  })

  test('R2: by an operator is refused, and nothing is touched', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    const before = deps.log.entries.length
    const why = failure(await deleteCampaign(deps)({ ...deleting(campaign), actor: operator })())
    expect(why).toEqual({ is: 'not an administrator' })
    expect(deps.log.entries).toHaveLength(before)
    expect((await deps.keys.get(campaign)())._tag).toBe('Right')
  })

  test('is refused until the records may go, counted from the last event', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    const keeping = { ...deps, retainRecordsForMs: 1_000 }
    const until = timestamp(noon + 1_000)
    expect(failure(await deleteCampaign(keeping)(deleting(campaign))())).toEqual({
      is: 'records retained',
      until,
    })
    await deps.wait(1_000)
    expect((await deleteCampaign(keeping)(deleting(campaign))())._tag).toBe('Right')
  })

  test('of one campaign leaves the others', async () => {
    const deps = world()
    const [{ campaign }, other] = [await createdIn(deps), await createdIn(deps, 'Autumn')]
    await scheduledIn(deps, other.campaign)
    must(await deleteCampaign(deps)(deleting(campaign))())
    expect(must(await campaigns(deps)()).map(({ name }) => name)).toEqual(['Autumn'])
    expect(must(await streamsLeft(deps, [recipientsPrefix(other.campaign)]))).toHaveLength(1)
  })
})

describe('an interrupted deletion', () => {
  test('R16: is told as unfinished, and finished by any process', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    await scheduledIn(deps, campaign)
    const keys = {
      ...deps.keys,
      destroy: () => async () => left({ is: 'unavailable' as const, why: 'down' }),
    }
    expect(failure(await deleteCampaign({ ...deps, keys })(deleting(campaign))())).toMatchObject({
      is: 'erasure unfinished',
    })
    expect(must(await campaigns(deps)())).toEqual([])
    expect(must(await finishDeletions(elsewhere(deps, 7))())).toEqual({ campaigns: 1, streams: 1 })
    await expectNothingReadable(deps, campaign)
  })

  test('R16: is finished by a repeat, which answers with the deletion that counts; then it is refused', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    await scheduledIn(deps, campaign)
    const keys = {
      ...deps.keys,
      destroy: () => async () => left({ is: 'unavailable' as const, why: 'down' }),
    }
    failure(await deleteCampaign({ ...deps, keys })(deleting(campaign))())
    const before = deps.log.entries.length
    await deps.wait(5_000)
    const again = await deleteCampaign(deps)(deleting(campaign))()
    expect(must(again)).toEqual({ at: timestamp(noon), revision: 2, streams: 1 })
    await expectNothingReadable(deps, campaign)
    expect(deps.log.entries.length).toBeLessThanOrEqual(before)
    expect(failure(await deleteCampaign(deps)(deleting(campaign))())).toEqual({ is: 'campaign deleted' })
  })

  test('is finished too where only the key is left', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    const keys = {
      ...deps.keys,
      destroy: () => async () => left({ is: 'unavailable' as const, why: 'down' }),
    }
    failure(await deleteCampaign({ ...deps, keys })(deleting(campaign))())
    expect(must(await finishDeletions(deps)())).toEqual({ campaigns: 1, streams: 0 })
    await expectNothingReadable(deps, campaign)
  })

  test('with nothing left is not erased again', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    await scheduledIn(deps, campaign)
    must(await deleteCampaign(deps)(deleting(campaign))())
    let touched = 0
    const destroy: World['keys']['destroy'] = (id) => ((touched += 1), deps.keys.destroy(id))
    const answer = await finishDeletions({ ...deps, keys: { ...deps.keys, destroy } })()
    expect(must(answer)).toEqual({ campaigns: 0, streams: 0 })
    expect(touched).toBe(0)
  })
})

const longRows = longCsv(1_100)

/** The deletion happens, whole, before the k-th step that the import asks of log or keys. */
const importWithDeletionAt = async (k: number) => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  let steps = 0
  let deleted = false
  const before = async <A>(ask: () => Promise<A>): Promise<A> => {
    steps += 1
    if (steps === k) {
      must(await deleteCampaign(elsewhere(deps, 9))(deleting(campaign))())
      deleted = true
    }
    return ask()
  }
  const { store, keys } = deps
  const watched: World = {
    ...deps,
    store: {
      ...store,
      append:
        (...append) =>
        () =>
          before(store.append(...append)),
      last: (name) => () => before(store.last(name)),
      read:
        (...read) =>
        () =>
          before(store.read(...read)),
      deleteStream: (name) => () => before(store.deleteStream(name)),
    },
    keys: { ...keys, get: (id) => () => before(keys.get(id)) },
  }
  const answer = await schedule(watched)(scheduling(campaign, longRows))()
  return { deps, campaign, answer, deleted }
}

test('R16: an import that races with the deletion leaves nothing readable, at whichever step', async () => {
  let k = 1
  const answers = new Set<string>()
  for (; ; k += 1) {
    const { deps, campaign, answer, deleted } = await importWithDeletionAt(k)
    if (!deleted) break
    answers.add(answer._tag === 'Left' ? answer.left.is : 'scheduled')
    await expectNothingReadable(deps, campaign)
  }
  // A look, the key, two appends, a look and the event: six steps, and the seventh never came.
  expect(k).toBe(7)
  expect([...answers].sort()).toEqual(['campaign deleted', 'key destroyed'])
})
