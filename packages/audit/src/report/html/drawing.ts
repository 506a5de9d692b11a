/** The timeline as a drawing: one row for each call, the stop across all of them; shapes tell, colours only help. */
import type { Line, Timeline } from '../timeline'
import { element, escaped } from './element'
import type { Scale } from './scale'
import { holds, placeOf, tickText, ticksOf, within } from './scale'

const row = 14
const head = 34
const foot = 34
const label = 118
const full = 960

const bar = (scale: Scale, from: number | null, to: number, y: number, kind: string): string => {
  if (from === null || to < scale.fromMs || from > scale.toMs) return ''
  const [x, end] = [placeOf(scale, within(scale, from)), placeOf(scale, within(scale, to))]
  const height = kind === 'talk' ? 8 : 3
  const width = Math.max(1, end - x)
  return element('rect', { class: kind, x, y: y - height / 2, width, height })
}

const circle = (scale: Scale, ms: number, y: number): string =>
  holds(scale, ms) ? element('circle', { class: 'authorized', cx: placeOf(scale, ms), cy: y, r: 3.2 }) : ''

const triangle = (scale: Scale, ms: number | null, y: number): string => {
  if (ms === null || !holds(scale, ms)) return ''
  const x = placeOf(scale, ms)
  return element('path', {
    class: 'placed',
    d: `M${x - 3.5} ${y - 4.5}L${x + 4} ${y}L${x - 3.5} ${y + 4.5}Z`,
  })
}

const tick = (scale: Scale, ms: number | null, y: number): string =>
  ms === null || !holds(scale, ms)
    ? ''
    : element('path', { class: 'ended', d: `M${placeOf(scale, ms)} ${y - 5}v10` })

const call = (of: Line, scale: Scale, y: number): string => {
  const over = of.endedMs ?? scale.toMs
  return [
    element(
      'text',
      { class: 'name', x: label - 10, y: y + 3.5 },
      `recipient ${of.recipient}${of.n > 1 ? ` (${of.n})` : ''}`,
    ),
    bar(scale, of.authorizedMs, of.placedMs ?? over, y, 'wait'),
    bar(scale, of.rangMs, of.answeredMs ?? over, y, 'ring'),
    bar(scale, of.answeredMs, over, y, 'talk'),
    circle(scale, of.authorizedMs, y),
    triangle(scale, of.placedMs, y),
    tick(scale, of.endedMs, y),
  ].join('')
}

const mark = (
  scale: Scale,
  ms: number | null,
  kind: string,
  text: string,
  bottom: number,
  y: number,
): string => {
  if (ms === null || !holds(scale, ms)) return ''
  const x = placeOf(scale, ms)
  const isRight = x > full - 140
  return (
    element('path', { class: kind, d: `M${x} ${y + 4}V${bottom}` }) +
    element(
      'text',
      { class: `${kind}-name`, x: isRight ? x - 4 : x + 4, y, 'text-anchor': isRight ? 'end' : 'start' },
      text,
    )
  )
}

const axis = (scale: Scale, bottom: number): string =>
  ticksOf(scale)
    .map((ms) => {
      const x = placeOf(scale, ms)
      const grid = element('path', { class: 'grid', d: `M${x} ${head}V${bottom}` })
      return (
        grid + element('text', { class: 'tick', x, y: bottom + 16, 'text-anchor': 'middle' }, tickText(ms))
      )
    })
    .join('')

export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** `id`: of this drawing in its page. Screen readers get `title` and `description`; the table has the same data. */
export const drawing = (
  id: string,
  timeline: Timeline,
  span: Span,
  title: string,
  description: string,
): string => {
  const scale: Scale = { ...span, left: label, width: full - label - 30 }
  const lines = timeline.lines.filter(
    (of) => of.authorizedMs <= span.toMs && (of.endedMs ?? Infinity) >= span.fromMs,
  )
  const bottom = head + Math.max(1, lines.length) * row + 4
  const named = { role: 'img', 'aria-labelledby': `${id}-title ${id}-text` }
  const inner = [
    `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-text">${escaped(description)}</desc>`,
    axis(scale, bottom),
    ...lines.map((of, k) => call(of, scale, head + row * k + row / 2 + 2)),
    mark(scale, 0, 'stop', 'STOP committed', bottom, 12),
    mark(scale, timeline.quietMs, 'quiet', 'quiet', bottom, 26),
  ]
  return element('svg', { viewBox: `0 0 ${full} ${bottom + foot}`, ...named }, inner.join(''))
}

const samples: readonly (readonly [shape: string, says: string])[] = [
  [element('circle', { class: 'authorized', cx: 11, cy: 8, r: 3.2 }), 'authorized'],
  [element('path', { class: 'placed', d: 'M7.5 3.5L15 8L7.5 12.5Z' }), 'left the gate (originate)'],
  [element('rect', { class: 'wait', x: 1, y: 6.5, width: 20, height: 3 }), 'between the two'],
  [element('rect', { class: 'ring', x: 1, y: 6.5, width: 20, height: 3 }), 'rings'],
  [element('rect', { class: 'talk', x: 1, y: 4, width: 20, height: 8 }), 'connected'],
  [element('path', { class: 'ended', d: 'M11 3v10' }), 'ended'],
]

export const legend = (): string => {
  const items = samples.map(
    ([shape, says]) =>
      `<li>${element('svg', { viewBox: '0 0 22 16', width: 22, height: 16, 'aria-hidden': 'true' }, shape)} ${says}</li>`,
  )
  return `<ul class="legend">${items.join('')}</ul>`
}
