/** The stop report in words, for a terminal or a letter. */
import type { RecipientSet } from './ranges'
import type { StopReport } from './stop'

const rangesShown = 10

export const setText = ({ count, ranges }: RecipientSet): string => {
  if (count === 0) return 'nobody'
  const shown = ranges.slice(0, rangesShown).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
  const more = ranges.length > rangesShown ? ', …' : ''
  return `${count} (recipients ${shown.join(', ')}${more})`
}

export const msText = (ms: number): string => {
  const size = `${Math.abs(ms)} ms`
  return ms < 0 ? `${size} before the stop` : `${size} after the stop`
}

const quietText = ({ quiesced }: StopReport): string =>
  quiesced === null
    ? 'not yet quiet'
    : `${msText(quiesced.afterStopMs)}, having waited ${quiesced.waitedMs} ms; ${quiesced.open} attempts were still open`

/** Lines without a final line feed. Recipients are indexes, attempts are ids. */
export const stopReportText = (report: StopReport): string => {
  const counts = Object.entries(report.counts).filter(([, count]) => count > 0)
  return [
    `outreach ${report.outreach}`,
    `  stopped          ${report.at} by ${report.actor} (${report.by}, campaign revision ${report.revision})`,
    `  live calls       ${report.liveCalls}`,
    `  last call        ${report.lastCall === null ? 'none' : `${report.lastCall.attempt}, ${msText(report.lastCall.afterStopMs)}`}`,
    `  quiet            ${quietText(report)}`,
    `  recipients       ${report.recipients}: ${counts.map(([name, count]) => `${count} ${name}`).join(', ')}`,
    `  never attempted  ${setText(report.neverAttempted)}`,
    `  not reached      ${setText(report.notReached)}`,
    `  in flight        ${report.inFlight.length}`,
    ...report.inFlight.map(
      ({ attempt, recipient, n, atStop, became }) =>
        `    ${attempt} (recipient ${recipient}, call ${n}): ${atStop} at the stop, became ${became}`,
    ),
    `  not known        ${report.unknowable.length === 0 ? 'no attempt' : report.unknowable.join(', ')}`,
  ].join('\n')
}
