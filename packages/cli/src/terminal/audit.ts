/** An audit in words: one line for each promise, what is wrong in full, and the stop reports where asked. */
import type { AuditResult, Promised, Verdict } from '@lastcall/audit'
import { stopReportText } from '@lastcall/audit'

export const promises: Readonly<Record<Promised, string>> = {
  G1: 'no authorization after the stop',
  G2: 'each authorization dialed at most once',
  G3: 'no call left after its permit, none after quiet',
  G4: 'the last call and all open ones are named',
  G5: 'every call has one outcome',
  G6: 'caps, calling hours and opt-outs kept',
  readable: 'every event can be read',
  export: 'the export is whole',
  signed: 'the events are those that were signed',
  network: "log and network's own record agree",
}

export const verdictLine = ({ promise, verdict, checked }: Verdict): string =>
  `${promise.padEnd(9)} ${verdict.padEnd(9)} ${promises[promise]} (${checked} checked)`

const mostShown = 20

const findings = ({ violations, open }: Verdict): readonly string[] => {
  const all = [...violations.map((f) => ['!', f] as const), ...open.map((f) => ['?', f] as const)]
  const shown = all.slice(0, mostShown).map(([mark, { at, says }]) => `  ${mark} ${at}: ${says}`)
  return all.length > mostShown
    ? [...shown, `  … and ${all.length - mostShown} more (--json has all)`]
    : shown
}

const skippedLine = ({ skipped }: AuditResult): readonly string[] =>
  Object.entries(skipped).map(
    ([type, count]) => `${count} events of the unknown type ${type} were passed over`,
  )

export const auditText = (result: AuditResult, withReports: boolean): string =>
  [
    `campaign ${result.campaign}${result.deleted ? ' (deleted)' : ''}: ${result.events} events`,
    ...result.verdicts.flatMap((verdict) => [verdictLine(verdict), ...findings(verdict)]),
    ...skippedLine(result),
    ...(withReports
      ? result.outreaches.flatMap(({ stop }) => (stop === null ? [] : ['', stopReportText(stop)]))
      : []),
  ].join('\n')
