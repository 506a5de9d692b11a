/** A log that goes on while somebody follows it. */
import type { CampaignEvent } from '@lastcall/domain'
import { campaignCodec, campaignStream } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import type { MemoryStore } from '@lastcall/store-memory'
import type { Story } from '../story.fixture'
import { begun, campaign, created } from '../story.fixture'
import { put } from '../written.fixture'

/** Three lifecycle events, one authorization and one fact. */
export const story = (): Story => ({ ...begun(), own: [created(), ...begun().own] })

export const happen = ({ store }: MemoryStore, id: string, event: CampaignEvent): Promise<void> =>
  put(store, campaignStream(campaign), [campaignCodec.encode(eventId(id), event)])

/** A stop as a newer program might write it: the type is known, the contents are not. */
export const malformed = ({ store }: MemoryStore, id = 'newer'): Promise<void> =>
  put(store, campaignStream(campaign), [{ id: eventId(id), type: 'OutreachStopped', data: { all: true } }])
