/** The lists as bytes, with the position that they were folded to. */
import type { CampaignId, OutreachId } from '@lastcall/domain'
import type { Position, Revision } from '@lastcall/eventlog'
import type { CampaignRecord } from '../record'
import { foldVersion } from '../snapshots/history'
import type { Lists } from './lists'

export interface ListsAt {
  readonly lists: Lists
  readonly at: Position | null
}

interface Flat {
  readonly version: number
  readonly at: Position | null
  readonly campaigns: readonly (readonly [
    CampaignId,
    Record<string, unknown>,
    unknown[],
    [OutreachId, Revision][],
  ])[]
}

export const encodeLists = ({ lists, at }: ListsAt): Uint8Array => {
  const campaigns = [...lists].map(([id, { state, stops }]) => [id, state, [...state.outreaches], [...stops]])
  return Buffer.from(JSON.stringify({ version: foldVersion, at, campaigns }))
}

const decode = (bytes: Uint8Array): ListsAt | null => {
  const flat = JSON.parse(Buffer.from(bytes).toString('utf8')) as Flat
  if (flat.version !== foldVersion) return null
  const lists = new Map<CampaignId, CampaignRecord>()
  for (const [id, state, outreaches, stops] of flat.campaigns) {
    const whole = { ...state, outreaches: new Map(outreaches as [OutreachId, unknown][]) } as unknown
    lists.set(id, { state: whole as CampaignRecord['state'], stops: new Map(stops) })
  }
  return { lists, at: flat.at }
}

/** Null when the bytes are of another version, or no lists at all. */
export const decodeLists = (bytes: Uint8Array): ListsAt | null => {
  try {
    return decode(bytes)
  } catch {
    return null
  }
}
