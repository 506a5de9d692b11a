/** A history as bytes: a JSON head, then the packed arrays. Thrown away when the version of the fold differs. */
import type { OpenAttempt, OutreachId, Recipients } from '@lastcall/domain'
import { openAttempts, recipientClasses } from '@lastcall/domain'
import type { Revision } from '@lastcall/eventlog'
import type { History, OutreachHistory } from '../packed/history'
import type { CampaignRecord } from '../record'

/** To be raised whenever a fold gives another state for the same events. */
export const foldVersion = 3

interface OutreachHead {
  readonly id: OutreachId
  readonly callsAt: OutreachHistory['callsAt']
  readonly size: number
  readonly baseMs: number
  readonly counts: readonly number[]
  readonly open: readonly OpenAttempt[]
  readonly lastPlaced: Recipients['lastPlaced']
  readonly violation: string | null
}

interface Head {
  readonly version: number
  readonly campaign: History['campaign']
  readonly toldRetry: History['toldRetry']
  readonly at: History['at']
  readonly state: Omit<CampaignRecord['state'], 'outreaches'>
  readonly phases: readonly (readonly [OutreachId, unknown])[]
  readonly stops: readonly (readonly [OutreachId, Revision])[]
  readonly outreaches: readonly OutreachHead[]
}

const headOf = (history: History): Head => {
  const { outreaches, ...state } = history.record.state
  return {
    version: foldVersion,
    campaign: history.campaign,
    toldRetry: history.toldRetry,
    at: history.at,
    state,
    phases: [...outreaches],
    stops: [...history.record.stops],
    outreaches: [...history.outreaches].map(([id, { recipients, callsAt }]) => ({
      id,
      callsAt,
      size: recipients.size,
      baseMs: recipients.baseMs,
      counts: [...recipients.counts],
      open: recipients.open.values(),
      lastPlaced: recipients.lastPlaced,
      violation: recipients.violation,
    })),
  }
}

export const encodeHistory = (history: History): Uint8Array => {
  const head = Buffer.from(JSON.stringify(headOf(history)))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  const arrays = [...history.outreaches.values()].flatMap(({ recipients }) =>
    [recipients.codes, recipients.due].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)),
  )
  return Buffer.concat([length, head, ...arrays])
}

const wordBytes = 4

const recipientsOf = (head: OutreachHead, file: Uint8Array, at: number): Recipients => {
  // Copied byte by byte: the words may lie anywhere, and the arrays must have one owner.
  const words = (from: number): Uint32Array => {
    const copied = new Uint8Array(head.size * wordBytes)
    copied.set(file.subarray(from, from + copied.length))
    return new Uint32Array(copied.buffer)
  }
  const { size, baseMs, lastPlaced, violation } = head
  const open = openAttempts(head.open)
  const counts = Int32Array.from(head.counts)
  return {
    size,
    baseMs,
    lastPlaced,
    violation,
    open,
    counts,
    codes: words(at),
    due: words(at + size * wordBytes),
  }
}

const arrayBytes = (outreach: OutreachHead): number => 2 * outreach.size * wordBytes

const decode = (campaign: History['campaign'], bytes: Uint8Array): History | null => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headEnd = wordBytes + file.readUInt32LE(0)
  const head = JSON.parse(file.toString('utf8', wordBytes, headEnd)) as Head
  if (head.version !== foldVersion || head.campaign !== campaign) return null
  if (head.outreaches.some(({ counts }) => counts.length !== recipientClasses.length)) return null
  // Before anything is made room for: a size that is wrong could be any size.
  if (head.outreaches.reduce((end, outreach) => end + arrayBytes(outreach), headEnd) !== file.length)
    return null
  const outreaches = new Map<OutreachId, OutreachHistory>()
  let at = headEnd
  for (const outreach of head.outreaches) {
    outreaches.set(outreach.id, { recipients: recipientsOf(outreach, file, at), callsAt: outreach.callsAt })
    at += arrayBytes(outreach)
  }
  const state = { ...head.state, outreaches: new Map(head.phases) } as CampaignRecord['state']
  const record = { state, stops: new Map(head.stops) }
  return { campaign, record, toldRetry: head.toldRetry, at: head.at, outreaches }
}

/**
 * Null when the bytes are of another version or another campaign, or no history at all. A bit that was turned over in
 * the packed arrays is not seen here: the store answers for the bytes (see `SnapshotStore`).
 */
export const decodeHistory = (campaign: History['campaign'], bytes: Uint8Array): History | null => {
  try {
    return decode(campaign, bytes)
  } catch {
    return null
  }
}
