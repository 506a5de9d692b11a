/** G6, the channels: open calls, as far as each authorization knew, never more than the campaign allows. */
import type { OutreachId } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import type { Batch, Evidence } from '../replay'
import { closing } from '../replay'
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
  const attempts = evidence.attempts[Symbol.iterator]()
  const found: Finding[] = []
  for (const batch of evidence.batches) {
    const open = openBefore(all, batch) + batch.calls
    if (open > channels) {
      const says = `${open} calls open with these, ${channels} are allowed`
      found.push(finding(campaignStream(evidence.campaign), batch.at, says))
    }
    const own = all.get(batch.outreach)
    if (own === undefined) continue
    own.granted += batch.calls
    // Attempts come in the order of their batches.
    for (let k = 0; k < batch.calls; k += 1) {
      const next = attempts.next()
      const closed = next.done === true ? null : closing(next.value)
      if (closed !== null) add(own, closed.at)
    }
  }
  return found
}
