/** R14: what a confirmation shows; and that it is never waited for longer than allowed. */
import { describe, expect, test } from '@jest/globals'
import { someCalls } from '../calls.fixture'
import { createdIn, failure, must, scheduledIn, world } from '../world.fixture'
import { preview } from './preview'

const given = async () => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  const [{ outreach }, other] = [await scheduledIn(deps, campaign, 10), await scheduledIn(deps, campaign, 2)]
  await someCalls(deps, campaign, outreach)
  return { deps, campaign, outreach, other: other.outreach }
}

describe('R14: a preview', () => {
  test('of an outreach counts uncalled, ringing and connected', async () => {
    const { deps, outreach } = await given()
    const shown = must(await preview(deps)({ of: { outreach }, withinMs: null })())
    expect(shown.outreaches).toMatchObject([
      {
        outreach,
        phase: 'in progress',
        recipients: 10,
        counts: {
          'never attempted': 6,
          'not reached': 1,
          reached: 1,
          ringing: 1,
          authorized: 1,
          connected: 0,
        },
      },
    ])
  })

  test('of a campaign shows what the deletion would end', async () => {
    const { deps, campaign, outreach, other } = await given()
    const shown = must(await preview(deps)({ of: { campaign }, withinMs: null })())
    expect(shown.outreaches.map((one) => one.outreach)).toEqual([outreach, other])
  })

  test('has no counts where they take too long, however the store behaves', async () => {
    const { deps, outreach } = await given()
    const silent = { ...deps.store, read: () => () => new Promise<never>(() => undefined) }
    const inSilence = must(await preview({ ...deps, store: silent })({ of: { outreach }, withinMs: 100 })())
    expect(inSilence.outreaches[0]).toMatchObject({ recipients: 10, counts: null })
    // One that answers at once, for ever: no timer ever gets a turn.
    const page = must(await deps.store.read('campaign-x' as never, 0 as never, 1)())
    let mono = 0
    const endless = {
      ...deps.store,
      read: () => () =>
        Promise.resolve({ _tag: 'Right' as const, right: { ...page, atHead: (mono += 10) < 0 } }),
    }
    const bounded = { ...deps, store: endless, mono: () => mono }
    expect(must(await preview(bounded)({ of: { outreach }, withinMs: 100 })()).outreaches[0]).toMatchObject({
      recipients: 10,
    })
  })

  test('of what is not there is refused', async () => {
    const { deps } = await given()
    expect(
      failure(await preview(deps)({ of: { outreach: 'f'.repeat(32) as never }, withinMs: null })()),
    ).toEqual({
      is: 'unknown outreach',
    })
  })
})
