/** A worker's feed: lifecycle events in the order of the log; news wakes the machine, a deletion is finished. */
import { campaignCodec, lifecycleTypes } from '@lastcall/domain'
import { following } from '@lastcall/eventlog'
import { evolveRecord } from '@lastcall/history'
import type { CampaignRecord } from '@lastcall/history'
import type { CampaignEvent } from '@lastcall/domain'
import { give } from './give'
import type { World } from './world'
import { schedule, travelUs } from './world'

const consumer: following.Consumer<CampaignRecord, CampaignEvent> = {
  codec: campaignCodec,
  evolve: (record, event, { revision }) => evolveRecord(record, event, revision),
  onUnreadable: 'stop',
}

export const onFeed = (world: World, to: number): void => {
  const life = world.processes[to]
  if (life?.is !== 'worker' || !life.alive) return
  if (world.now < life.feedSilentUntil) {
    const [lost, effects] = following.step(consumer, life.feed, { is: 'lost', why: 'silent' })
    life.feed = lost
    for (const effect of effects)
      if (effect.is === 'subscribe')
        schedule(world, life.feedSilentUntil - world.now + effect.inMs * 1_000, {
          is: 'feed',
          to,
          events: [],
        })
    return
  }
  const events = world.store.read(world.stream, life.feedSeen)
  life.feedSeen += events.length
  const page = events.filter(({ type }) => lifecycleTypes.includes(type))
  if (page.length === 0) return
  life.feed = following.step(consumer, life.feed, { is: 'page', events: page })[0]
  life.feed = following.step(consumer, life.feed, { is: 'caught up', at: null })[0]
  give(world, to, { is: 'input', input: { is: 'woken' } })
  if (life.feed.consumed.state.state.deleted !== null && world.key === 'alive')
    schedule(world, travelUs(world), { is: 'erase', step: 'key' })
}
