/** The stop report as one page for people who were not there: no script, nothing from elsewhere, fit for print. */
import type { Verdict } from '../../verdict'
import type { StopReport } from '../stop'
import { msText, setText } from '../text'
import type { Line, Timeline } from '../timeline'
import type { Span } from './drawing'
import { drawing, legend } from './drawing'
import { escaped } from './element'
import { style } from './style'
import { table } from './table'

export interface StopPage {
  readonly report: StopReport
  readonly timeline: Timeline
  readonly verdicts: readonly Verdict[]
  /** What each promise says, in words. */
  readonly promises: Readonly<Record<string, string>>
  readonly campaign: string
  /** When the page was made, ISO 8601. */
  readonly madeAt: string
}

/** From the first call listed to the last end, and a little around the stop at least. */
const whole = ({ lines, quietMs }: Timeline): Span => {
  const ends = lines.map((of) => of.endedMs ?? of.answeredMs ?? of.rangMs ?? of.placedMs ?? of.authorizedMs)
  const fromMs = Math.min(-100, ...lines.map(({ authorizedMs }) => authorizedMs))
  const toMs = Math.max(100, quietMs ?? 0, ...ends)
  const margin = (toMs - fromMs) * 0.02
  return { fromMs: fromMs - margin, toMs: toMs + margin }
}

/** Close enough to see which came first: what was authorized or left within this of the stop. */
const closeMs = 1_000
const isClose = ({ authorizedMs, placedMs }: Line): boolean =>
  Math.abs(authorizedMs) <= closeMs || (placedMs !== null && Math.abs(placedMs) <= closeMs)

const ms = (value: number | null): string =>
  value === null ? '—' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`

const calls = ({ lines, earlier }: Timeline): string =>
  table(
    `The same as a table: milliseconds from the commit of the stop; − is before it, + after it.${
      earlier > 0 ? ` ${earlier} calls further from the stop are not listed.` : ''
    }`,
    [
      { name: 'Recipient', kind: 'n' },
      { name: 'Call', kind: 'n' },
      { name: 'Authorized', kind: 'n' },
      { name: 'Left the gate', kind: 'n' },
      { name: 'Rang', kind: 'n' },
      { name: 'Answered', kind: 'n' },
      { name: 'Ended', kind: 'n' },
      { name: 'Became' },
      { name: 'Attempt', kind: 'id' },
    ],
    lines.map((of) => [
      ...[String(of.recipient), String(of.n), ms(of.authorizedMs), ms(of.placedMs), ms(of.rangMs)],
      ...[ms(of.answeredMs), ms(of.endedMs), of.became, of.attempt],
    ]),
  )

const marks: Readonly<Record<Verdict['verdict'], string>> = {
  holds: '✓ holds',
  violated: '✗ VIOLATED',
  open: '… open',
}

const verdictTable = ({ verdicts, promises }: StopPage): string =>
  table(
    'Each promise as the audit judged it, over the whole campaign.',
    [
      { name: 'Promise' },
      { name: 'What it says' },
      { name: 'Checked', kind: 'n' },
      { name: 'Verdict', kind: 'verdict' },
    ],
    verdicts.map(({ promise, verdict, checked }) => [
      ...[promise, promises[promise] ?? '', String(checked), marks[verdict]],
    ]),
  )

const figures = ({ report, timeline }: StopPage): string => {
  const { lastCall, quiesced } = report
  const shown: readonly (readonly [string, string])[] = [
    ['Authorized after the stop', String(timeline.authorizedAfter)],
    ['Last call left the gate', lastCall === null ? 'none did' : msText(lastCall.afterStopMs)],
    ['Nothing could leave any more', quiesced === null ? 'not yet' : msText(quiesced.afterStopMs)],
    ['Open at the stop', String(report.inFlight.length)],
    ['Never called', String(report.neverAttempted.count)],
  ]
  const cells = shown.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`)
  return `<dl class="key">${cells.join('')}</dl>`
}

const description = ({ timeline, report }: StopPage): string =>
  `${timeline.lines.length} calls, one row each, along time. ${timeline.authorizedAfter} were authorized after the stop, ${timeline.placedAfter} left the gate after it under a permit given before, ${report.inFlight.length} were open when it was committed. The table below has every figure.`

/** Rows that fit on a sheet of paper. */
const rowsAtOnce = 70
const pages = (lines: readonly Line[]): readonly (readonly Line[])[] =>
  Array.from({ length: Math.max(1, Math.ceil(lines.length / rowsAtOnce)) }, (_, k) =>
    lines.slice(k * rowsAtOnce, (k + 1) * rowsAtOnce),
  )

const pictures = (page: StopPage): string => {
  const { timeline } = page
  const close = timeline.lines.filter(isClose)
  const span = { fromMs: -closeMs, toMs: closeMs }
  const near = `<h2>The second before and the second after</h2>
<p>Calls that were authorized, or left, within a second of the stop: ${close.length}.</p>
${drawing('near', { ...timeline, lines: close.slice(-rowsAtOnce) }, span, 'The stop at close range', description(page))}`
  const all = pages(timeline.lines).map((lines, k) =>
    drawing(
      `all-${k}`,
      { ...timeline, lines },
      whole(timeline),
      'The calls around the stop',
      description(page),
    ),
  )
  return `${close.length === 0 ? '' : near}
<h2>All calls around the stop</h2>
${legend()}
${all.join('\n')}`
}

const words = ({ report }: StopPage): string => {
  const counts = Object.entries(report.counts).filter(([, count]) => count > 0)
  const unknown = report.unknowable
  return `<h2>Who was called</h2>
<p>Of ${report.recipients} recipients: ${counts.map(([name, count]) => `${count} ${escaped(name)}`).join(', ')}.</p>
<p>Never called: ${escaped(setText(report.neverAttempted))}. Called without success before the stop: ${escaped(setText(report.notReached))}.</p>
<p>${
    unknown.length === 0
      ? 'Of every authorized call the log knows whether it left.'
      : `Of ${unknown.length} authorized calls the log cannot know whether they left; only the network can say: <span class="ids">${unknown.map(escaped).join(', ')}</span>.`
  }</p>`
}

export const stopPage = (page: StopPage): string => {
  const { report, campaign, madeAt } = page
  const act = report.by === 'stop' ? 'stopped' : 'ended by the deletion of its campaign'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stop report, outreach ${escaped(report.outreach)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Stop report</h1>
<p>The outreach was ${act} on <time datetime="${report.at}">${report.at}</time> by actor <span class="ids">${escaped(report.actor)}</span>, with calls that were live left to the policy “${escaped(report.liveCalls)}”.</p>
<p class="soft ids">outreach ${escaped(report.outreach)}, campaign ${escaped(campaign)}, revision ${report.revision}</p>
${figures(page)}
<p>The stop counts from its commit in the log. Calls that had left by then may ring, talk and end; each is listed with its outcome. Times between events are those at which the log was told.</p>
${pictures(page)}
<h2>Every call drawn above</h2>
${calls(page.timeline)}
${words(page)}
<h2>The audit</h2>
${verdictTable(page)}
<p class="soft">Made ${escaped(madeAt)} from the log alone, with lastcall audit. Recipients are numbers of rows, people are ids: this page holds no personal data.</p>
</main>
</body>
</html>
`
}
