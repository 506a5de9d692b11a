/** The audit's own functions judge a run too: the log alone, and the log against the network's record. */
import { auditEvidence, noEvidence, seeCampaign, seeFact } from '@lastcall/audit'
import { callsStream } from '@lastcall/domain'
import { demand } from '../observe/observer'
import type { World } from '../world/world'

export const judgeByAudit = (world: World): void => {
  const evidence = noEvidence(world.campaign)
  for (const recorded of world.store.read(world.stream, 0)) seeCampaign(evidence, recorded)
  for (const outreach of world.outreaches)
    for (const recorded of world.store.read(callsStream(outreach), 0)) seeFact(evidence, outreach, recorded)
  evidence.suppressions = 0
  const record = world.observer.records.map((line) => `${JSON.stringify(line)}\n`).join('')
  // The network's clock is true time, and so is the log's: both run as fast as the worker's do within 1 %.
  const travelMs = world.plan.limits.travelMs + Math.max(...world.plan.permitsMs) * 0.01
  const audited = auditEvidence(evidence, { network: { record, travelMs } })
  const found =
    audited._tag === 'Left'
      ? null
      : audited.right.verdicts.flatMap(({ promise, violations }) =>
          violations.map((v) => ({ promise, ...v })),
        )
  demand(world.observer, found !== null, 'audit', () => 'the network record cannot be read')
  const [first] = found ?? []
  demand(
    world.observer,
    first === undefined,
    `audit: ${first?.promise ?? ''}`,
    () => `${first?.at ?? ''}: ${first?.says ?? ''}`,
  )
  const open =
    audited._tag === 'Left' ? [] : audited.right.verdicts.flatMap((v) => (v.promise === 'G5' ? v.open : []))
  demand(world.observer, open.length === 0, 'audit: G5', () => open[0]?.says ?? '')
}
