/** Reads a campaign's evidence from a store, each stream once from its start to its head. */
import type { AttemptId, CampaignId } from '@lastcall/domain'
import { callsStream, campaignCodec, campaignStream, suppressionStream } from '@lastcall/domain'
import type { EventStore, Recorded, Revision, StreamName, Unavailable } from '@lastcall/eventlog'
import { after } from '@lastcall/eventlog'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { Evidence } from './evidence'
import { noEvidence } from './evidence'
import { seeCampaign, seeFact } from './see'

const pageSize = 100

/** Answers how far it read. */
const readStream = async (
  store: EventStore,
  stream: StreamName,
  from: Revision | null,
  see: (recorded: Recorded) => void,
): Promise<Either<Unavailable, Revision | null>> => {
  for (let at = from; ;) {
    const page = await store.read(stream, after(at), pageSize)()
    if (page._tag === 'Left') return left(page.left)
    for (const recorded of page.right.events) see(recorded)
    at = page.right.events.at(-1)?.revision ?? at
    if (page.right.atHead || page.right.events.length === 0) return right(at)
  }
}

/** Takes back what was held against facts whose authorization came after the campaign's stream was read. */
const forgive = (evidence: Evidence, granted: ReadonlySet<AttemptId>): void => {
  for (const { misfits } of evidence.outreaches.values()) {
    const kept = misfits.filter(({ attempt }) => !granted.has(attempt))
    misfits.splice(0, misfits.length, ...kept)
  }
}

const attemptsIn = (recorded: Recorded): readonly AttemptId[] => {
  const decoded = campaignCodec.decode(recorded)
  return decoded._tag === 'Right' && decoded.right.type === 'CallsAuthorized'
    ? decoded.right.calls.map(([, , attempt]) => attempt)
    : []
}

/**
 * The campaign's stream first, as far as it goes: that is what gets judged. Then the facts, so that every revision
 * of facts that it names has been read. What was authorized meanwhile is not judged.
 */
export const readEvidence =
  (store: EventStore) =>
  (campaign: CampaignId): TaskEither<Unavailable, Evidence> =>
  async () => {
    const evidence = noEvidence(campaign)
    const own = campaignStream(campaign)
    const head = await readStream(store, own, null, (recorded) => seeCampaign(evidence, recorded))
    if (head._tag === 'Left') return head
    for (const id of [...evidence.outreaches.keys()]) {
      const facts = await readStream(store, callsStream(id), null, (recorded) =>
        seeFact(evidence, id, recorded),
      )
      if (facts._tag === 'Left') return facts
    }
    const suppressed = await store.last(suppressionStream)()
    if (suppressed._tag === 'Left') return suppressed
    evidence.suppressions = suppressed.right._tag === 'Some' ? suppressed.right.value.revision + 1 : 0
    const meanwhile = new Set<AttemptId>()
    const tail = await readStream(store, own, head.right, (recorded) => {
      for (const attempt of attemptsIn(recorded)) meanwhile.add(attempt)
    })
    if (tail._tag === 'Left') return tail
    forgive(evidence, meanwhile)
    return right(evidence)
  }
