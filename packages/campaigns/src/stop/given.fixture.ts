/** An outreach that can be stopped, and a store whose appends meet some weather. */
import type { CampaignId, OutreachId } from '@lastcall/domain'
import type { AppendFailure, EventStore } from '@lastcall/eventlog'
import { left } from 'fp-ts/lib/Either'
import type { World } from '../world.fixture'
import {
  administrator,
  createdIn,
  eventsOf,
  happen,
  scheduledIn,
  startedEvent,
  world,
} from '../world.fixture'
import type { StopCommand } from './stop'

export interface Given {
  readonly deps: World
  readonly campaign: CampaignId
  readonly outreach: OutreachId
}

export const given = async (started = true): Promise<Given> => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  const { outreach } = await scheduledIn(deps, campaign, 5)
  if (started) await happen(deps, campaign, startedEvent(outreach))
  return { deps, campaign, outreach }
}

export const how = { actor: administrator, liveCalls: 'drain', reason: 'wrong message' } as const
export const stopping = (outreach: OutreachId, more: Partial<StopCommand> = {}): StopCommand => ({
  ...how,
  outreach,
  ...more,
})

export const types = async ({ deps, campaign }: Given): Promise<string[]> =>
  (await eventsOf(deps.store, campaign)).map(({ type }) => type)

/** A store whose appends to the campaign go through `weather`, each with its number from 1. */
export const withAppends = (
  { deps }: Given,
  weather: (times: number, append: ReturnType<EventStore['append']>) => ReturnType<EventStore['append']>,
): World => {
  let times = 0
  const append: EventStore['append'] = (to, expected, events, lane) => {
    times += 1
    return weather(times, deps.store.append(to, expected, events, lane))
  }
  return { ...deps, store: { ...deps.store, append } }
}

export const noAnswer = left<AppendFailure>({ is: 'uncertain', why: 'no answer' })
export const down = left<AppendFailure>({ is: 'unavailable', why: 'down' })
