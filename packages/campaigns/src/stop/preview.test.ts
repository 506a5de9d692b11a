/** R14: what a confirmation shows; and that it is never waited for longer than allowed. */
import { describe, expect, test } from '@jest/globals'
import { callsStream } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
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
  })

  test('ends by itself on a store that always answers at once: no timer ever gets a turn there', async () => {
    const { deps, outreach } = await given()
    const page = must(await deps.store.read(callsStream(outreach), revision(0), 1)())
    let mono = 0
    let reads = 0
    const read = (): ReturnType<typeof deps.store.read> => {
      mono += 10
      reads += 1
      if (reads > 1_000) throw new Error('it reads for ever')
      return () => Promise.resolve({ _tag: 'Right', right: { ...page, atHead: false } })
    }
    const endless = { ...deps, store: { ...deps.store, read }, mono: () => mono }
    const shown = must(await preview(endless)({ of: { outreach }, withinMs: 100 })())
    expect(shown.outreaches[0]).toMatchObject({ recipients: 10, counts: null })
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
