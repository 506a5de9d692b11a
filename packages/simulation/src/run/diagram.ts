/** A run as people read it: its faults, its story, and a Mermaid sequence diagram of who did what. */
import { describeFault } from '../plan/fault'
import type { Ran } from './run'

/** Only the end of a long story is drawn. */
const mostArrows = 80

const arrowOf = (line: string): string | null => {
  const [, ms, says] = /^(\S+) ms {2}(.*)$/.exec(line) ?? []
  if (ms === undefined || says === undefined) return null
  const text = says.replaceAll(/[;#]/g, ',')
  const [, kind, number, what] = /^(worker|person) (\d+) appends (.*)$/.exec(says) ?? []
  if (kind !== undefined) return `    ${kind}${number ?? ''}->>log: ${ms} ms: ${what ?? ''}`
  const [, leaving, worker] = /^originate (\w+) leaves the gate of worker (\d+)$/.exec(says) ?? []
  if (leaving !== undefined) return `    worker${worker ?? ''}->>network: ${ms} ms: originate ${leaving}`
  if (says.startsWith('originate') || says.startsWith('find'))
    return `    Note over network: ${ms} ms: ${text}`
  return `    Note over log: ${ms} ms: ${text}`
}

export const diagramOf = ({ story, broken }: Ran): string => {
  const arrows = story.flatMap((line) => arrowOf(line) ?? []).slice(-mostArrows)
  const end =
    broken === null
      ? []
      : [`    Note over log: BROKEN ${broken.promise}: ${broken.says.replaceAll(/[;#]/g, ',')}`]
  return ['```mermaid', 'sequenceDiagram', ...arrows, ...end, '```'].join('\n')
}

/** What is printed of a seed that broke a promise. */
export const storyOf = (ran: Ran): string => {
  const { plan, broken, fingerprint, steps, ms } = ran
  const { workers, recipients, carrier, timing, lastLook } = plan
  const verdict = broken === null ? 'every promise holds' : `BROKEN ${broken.promise}: ${broken.says}`
  return [
    `seed ${plan.seed} (${plan.mix}): ${verdict}`,
    `${workers} workers, recipients ${recipients.join(' and ')}, a carrier that ${carrier}, permits of ${timing.permitMs} ms, ${lastLook ? 'a' : 'no'} last look`,
    `${steps} steps, ${Math.round(ms)} ms, fingerprint ${fingerprint}`,
    `${plan.faults.length} faults:`,
    ...plan.faults.map((fault) => `  ${describeFault(fault)}`),
    ...ran.story.map((line) => `  ${line}`),
    diagramOf(ran),
  ].join('\n')
}
