/** The stop report: three sets apart, the last call, the quiet, and what the log cannot know. */
import {
  a,
  actor,
  attempt,
  autumn,
  deleted,
  evidenceOf,
  granted,
  opening,
  quiesced,
  released,
  scheduled,
  spring,
  stopped,
  story,
  time,
} from '../log.fixture'
import { auditEvidence } from '../audit'
import { setOf } from './ranges'
import { stopReport } from './stop'
import { stopReportText } from './text'

const reportOf = (...log: Parameters<typeof evidenceOf>) => {
  const evidence = evidenceOf(...log)
  const of = evidence.outreaches.get(spring)
  return of === undefined ? null : stopReport(evidence, of)
}

test('R15: who, when, how, and what became of everybody', () =>
  expect(reportOf(story.own, story.facts)).toEqual({
    ...{
      outreach: spring,
      by: 'stop',
      actor,
      at: time(1_000),
      revision: 6,
      liveCalls: 'drain',
      recipients: 3,
    },
    counts: expect.objectContaining({ 'never attempted': 1, 'not reached': 1, reached: 1 }) as object,
    neverAttempted: { count: 1, ranges: [[2, 2]] },
    notReached: { count: 0, ranges: [] },
    inFlight: [
      { attempt: attempt(3), recipient: 0, n: 2, atStop: 'handed over', became: 'no-answer' },
      { attempt: attempt(2), recipient: 1, n: 1, atStop: 'handed over', became: 'answered' },
    ],
    lastCall: { attempt: attempt(3), afterStopMs: -300 },
    quiesced: { revision: 7, waitedMs: 150, afterStopMs: 200, open: 2 },
    unknowable: [],
  }))

test('what the log cannot know is named', () =>
  expect(reportOf([...opening, granted([a]), stopped()])).toMatchObject({
    inFlight: [{ atStop: 'authorized', became: 'still open' }],
    lastCall: null,
    quiesced: null,
    unknowable: [attempt(1)],
  }))

test('a released call was in flight at the stop, and its recipient was never called', () =>
  expect(reportOf([...opening, granted([a]), stopped()], [released(a, 'own-gate', 1_100)])).toMatchObject({
    counts: { 'never attempted': 3 },
    neverAttempted: { count: 2, ranges: [[1, 2]] },
    inFlight: [{ became: 'released' }],
    unknowable: [],
  }))

test('a deletion stops every outreach', () =>
  expect(reportOf([...opening, scheduled(autumn), deleted()])).toMatchObject({
    by: 'deletion of the campaign',
  }))

test('no stop, no report', () => expect(reportOf(opening)).toBeNull())

test('a quiet that came late is told as it is', () =>
  expect(
    reportOf([...opening, stopped(900), quiesced({ stop: 4, callsSeen: null, last: null, open: [] })]),
  ).toMatchObject({ quiesced: { afterStopMs: 300 } }))

test('in words', () => {
  const report = reportOf(story.own, story.facts)
  const text = report === null ? '' : stopReportText(report)
  expect(text).toContain(`by ${actor}`)
  expect(text).toContain('300 ms before the stop')
  expect(text).toContain('1 (recipients 2)')
  expect(text).toContain('handed over at the stop, became answered')
  expect(text).toContain('200 ms after the stop, having waited 150 ms; 2 attempts were still open')
})

test('recipients as ranges', () => {
  expect(setOf([0, 1, 2, 5, 7, 8])).toEqual({ count: 6, ranges: [[0, 2], [5, 5], [7, 8]] }) // prettier-ignore
  expect(setOf([])).toEqual({ count: 0, ranges: [] })
})

test('the whole result is plain data', () => {
  const result = auditEvidence(evidenceOf(story.own, story.facts), { network: { travelMs: 0, record: '' } })
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
})
