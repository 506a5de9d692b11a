/** The page: whole in itself, readable aloud and on paper, and nothing of what it shows can break out of it. */
import { describe, expect, test } from '@jest/globals'
import { judge } from '../../invariants'
import {
  a,
  attempt,
  b,
  evidenceOf,
  granted,
  opening,
  placed,
  spring,
  stopped,
  story,
} from '../../log.fixture'
import { stopReport } from '../stop'
import { timelineOf } from '../timeline'
import { escaped } from './element'
import { stopPage } from './page'
import { tickText, ticksOf } from './scale'

type Log = Parameters<typeof evidenceOf>

const timeline = (...log: Log) => {
  const evidence = evidenceOf(...log)
  const of = evidence.outreaches.get(spring)
  return of === undefined ? null : timelineOf(evidence, of)
}

const page = (...log: Log): string => {
  const evidence = evidenceOf(...log)
  const of = evidence.outreaches.get(spring)
  const report = of === undefined ? null : stopReport(evidence, of)
  const lines = of === undefined ? null : timelineOf(evidence, of)
  if (report === null || lines === null) throw new Error('no stop')
  const promises = { G1: 'no <b>authorization</b> after the stop' }
  const made = { campaign: evidence.campaign, madeAt: '2026-03-03T00:00:00.000Z' }
  return stopPage({ ...made, report, timeline: lines, verdicts: judge(evidence), promises })
}

describe('the timeline', () => {
  test('counts from the stop', () =>
    expect(timeline(story.own, story.facts)).toMatchObject({
      ...{ quietMs: 200, earlier: 0, authorizedAfter: 0, placedAfter: 0 },
      lines: [
        {
          attempt: attempt(1),
          authorizedMs: -900,
          placedMs: -800,
          rangMs: null,
          endedMs: -500,
          became: 'busy',
        },
        { attempt: attempt(2), endedMs: 500, became: 'answered' },
        { attempt: attempt(3), placedMs: -300, endedMs: 700, became: 'no-answer' },
      ],
    }))

  test('counts what stands behind the stop', () =>
    expect(
      timeline([...opening, granted([a]), stopped(), granted([b])], [placed(a, 1, { ms: 1_400 })]),
    ).toMatchObject({ authorizedAfter: 1, placedAfter: 1 }))

  test('keeps what was open at the stop when there is too much', () => {
    const evidence = evidenceOf(story.own, story.facts)
    const of = evidence.outreaches.get(spring)
    const short = of === undefined ? null : timelineOf(evidence, of, 2)
    expect(short).toMatchObject({ earlier: 1, lines: [{ attempt: attempt(2) }, { attempt: attempt(3) }] })
  })
})

describe('the page', () => {
  const html = page(story.own, story.facts)

  test('needs no script and nothing from elsewhere', () => {
    expect(html).not.toMatch(/<script|\son\w+=|<link|<img|url\(|@import|https?:/i)
  })

  test('is named, described and tabled for those who do not see it', () => {
    expect(html).toContain('<html lang="en">')
    for (const [, ids = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g))
      for (const id of ids.split(' ')) expect(html.split(`id="${id}"`)).toHaveLength(2)
    expect(html.match(/<svg[^>]*role="img"/g)).toHaveLength(2)
    expect(html).toMatch(/<desc[^>]*>3 calls, one row each.*0 were authorized after the stop/)
    for (const k of [1, 2, 3]) expect(html).toContain(`<td class="id">${attempt(k)}</td>`)
    expect(html).toContain('<td class="n">−900.0</td>')
  })

  test('says verdicts in words beside their marks', () => expect(html).toContain('✓ holds'))
  test('follows the reader into the dark, and onto paper', () => {
    expect(html).toContain('prefers-color-scheme: dark')
    expect(html).toContain('@media print')
  })

  test('shows nothing sealed, no numbers, and escapes what it shows', () => {
    expect(html).not.toMatch(/sealed|\+1555/)
    expect(html).toContain('no &lt;b&gt;authorization')
    expect(escaped(`<a href="'">&`)).toBe('&lt;a href=&quot;&#39;&quot;&gt;&amp;')
  })

  test('a broken promise is not to be overlooked, and what nobody can know is said', () => {
    const bad = page([...opening, granted([a]), stopped(), granted([b])])
    expect(bad).toContain('✗ VIOLATED')
    expect(bad).toContain('only the network can say')
  })

  test('well-formed: every element is closed', () => {
    const open: string[] = []
    for (const [, close = '', name = '', self = ''] of html.matchAll(/<(\/?)([a-z]\w*)[^>]*?(\/?)>/g)) {
      if (['meta', 'br'].includes(name) || self === '/') continue
      if (close === '/') expect(open.pop()).toBe(name)
      else open.push(name)
    }
    expect(open).toEqual([])
  })
})

test('ticks are round, and few', () => {
  const scale = { fromMs: -1_234, toMs: 987, left: 0, width: 1 }
  expect(ticksOf(scale)).toEqual([-1_000, -500, 0, 500])
  expect(ticksOf({ ...scale, fromMs: -0.7, toMs: 0.4 })).toEqual([-0.6, -0.4, -0.2, 0, 0.2, 0.4])
  expect([-1_500, -20, 0, 40].map(tickText)).toEqual(['−1.5 s', '−20 ms', '0', '+40 ms'])
})
