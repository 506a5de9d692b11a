/** The end of the demonstration in words. */
import type { StopReport } from '@lastcall/audit'
import type { Terminal } from '../terminal/terminal'
import { promises } from '../terminal/audit'
import type { DemoResult } from './result'

type Colours = Terminal['colours']

const sinceStop = (ms: number | null): string => {
  if (ms === null) return 'the network saw no originate'
  return ms < 0 ? `${-ms} ms before the commit: none after it` : `${ms} ms after the commit`
}

const tally = (items: readonly string[]): string => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts].map(([item, count]) => `${count} ${item}`).join(', ')
}

const setsText = ({ neverAttempted, notReached, inFlight }: StopReport): readonly string[] => [
  `  never attempted              ${neverAttempted.count}`,
  `  attempted, not reached       ${notReached.count}`,
  `  in flight at the stop        ${inFlight.length}: ${tally(inFlight.map(({ atStop }) => atStop))}`,
  `    what became of them        ${tally(inFlight.map(({ became }) => became))}`,
]

const stopText = (result: DemoResult): readonly string[] => {
  const { report, lastOriginateAfterStopMs } = result
  if (report === null) return ['The outreach was not stopped.']
  const { lastCall, quiesced } = report
  return [
    `Stopped ${report.at} by ${report.actor}, revision ${report.revision} of the campaign`,
    `  last originate at the network ${sinceStop(lastOriginateAfterStopMs)}`,
    `  the last call                ${lastCall === null ? 'none' : lastCall.attempt}`,
    `  nothing could leave any more ${quiesced === null ? 'not known' : `${quiesced.afterStopMs} ms after the commit`}`,
    ...setsText(report),
  ]
}

const verdictsText = (result: DemoResult, colours: Colours): readonly string[] =>
  result.audit.verdicts.map(({ promise, verdict, checked }) => {
    const mark =
      verdict === 'holds'
        ? colours.green('holds   ')
        : verdict === 'open'
          ? colours.yellow('open    ')
          : colours.red('VIOLATED')
    return `  ${promise.padEnd(8)} ${mark}  ${promises[promise]} (${checked} checked)`
  })

const violationsText = ({ audit }: DemoResult): readonly string[] =>
  audit.verdicts.flatMap(({ violations }) =>
    violations.slice(0, 5).map(({ at, says }) => `  ! ${at}: ${says}`),
  )

export const demoText = (result: DemoResult, colours: Colours): string => {
  const { files, campaign, outreach, kept, audit } = result
  const lastcall = `node packages/cli/dist/main.js -c ${files.config}`
  return [
    '',
    ...stopText(result),
    '',
    `Audit of ${audit.events} events, and of the network's own record:`,
    ...verdictsText(result, colours),
    ...violationsText(result),
    kept ? colours.bold('Every promise was kept.') : colours.red('A promise was broken.'),
    '',
    `Files: ${files.folder} (log: ${files.log}, keys: keys.db, network: network.jsonl, rejected rows: rejected.csv)`,
    'Look further:',
    `  ${lastcall} audit ${campaign} --network ${files.record} --report`,
    `  ${lastcall} uncalled ${outreach} --export rest.csv`,
    `  ${lastcall} outreach list ${campaign}`,
  ].join('\n')
}
