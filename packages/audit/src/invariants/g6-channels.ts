/** G6, the channels: open calls, as far as each authorization knew, never more than the campaign allows. */
import type { OutreachId } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import type { Batch, Evidence } from '../replay'
import { attemptsOf, closing } from '../replay'
import type { Finding } from '../verdict'
import { finding } from '../verdict'

/** Counts of closed attempts by the fact that closed them; a Fenwick tree, so each question costs a logarithm. */
interface Closings {
  readonly tree: Int32Array
  granted: number
  closed: number
}

const add = (closings: Closings, at: number): void => {
  closings.closed += 1
  for (let k = at + 1; k < closings.tree.length; k += k & -k)
    closings.tree[k] = (closings.tree[k] as number) + 1
}

const upTo = ({ tree }: Closings, seen: number): number => {
  let sum = 0
  for (let k = Math.min(seen + 1, tree.length - 1); k > 0; k -= k & -k) sum += tree[k] as number
  return sum
}

/** Of each authorization (by revision) the facts that closed its calls; -1: open to this day. */
const closedBy = (evidence: Evidence): ReadonlyMap<number, number[]> => {
  const batches = new Map<number, number[]>()
  for (const { at } of evidence.batches) batches.set(at, [])
  for (const of of evidence.outreaches.values())
    for (const attempt of attemptsOf(of)) batches.get(attempt.granted.at)?.push(closing(attempt)?.at ?? -1)
  return batches
}

/** An outreach that the authorization does not name had nothing open: what never closed contradicts that. */
const openOf = (closings: Closings, named: boolean, seen: number | null): number =>
  closings.granted - (named ? upTo(closings, seen ?? -1) : closings.closed)

const openBefore = (all: ReadonlyMap<OutreachId, Closings>, { callsSeen }: Batch): number => {
  const seen = new Map(callsSeen)
  let open = 0
  for (const [outreach, closings] of all)
    open += openOf(closings, seen.has(outreach), seen.get(outreach) ?? null)
  return open
}

export const channelFindings = (evidence: Evidence, channels: number): readonly Finding[] => {
  const all = new Map<OutreachId, Closings>()
  for (const [id, { facts }] of evidence.outreaches)
    all.set(id, { tree: new Int32Array(facts + 1), granted: 0, closed: 0 })
  const closed = closedBy(evidence)
  const found: Finding[] = []
  for (const batch of evidence.batches) {
    const open = openBefore(all, batch) + batch.calls
    if (open > channels)
      found.push(
        finding(
          campaignStream(evidence.campaign),
          batch.at,
          `${open} calls open with these, ${channels} are allowed`,
        ),
      )
    const own = all.get(batch.outreach)
    if (own === undefined) continue
    own.granted += batch.calls
    for (const at of closed.get(batch.at) ?? []) if (at >= 0) add(own, at)
  }
  return found
}
