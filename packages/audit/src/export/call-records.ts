/** Call-detail records as CSV: one row for each authorization, with all that the log knows and no personal data. */
import type { Attempt, Evidence, Stood } from '../replay'
import { outcomeOfAttempt } from '../replay'

/** What record-keeping rules ask for and no event holds. */
export const notInTheLog: readonly string[] = [
  'called number (a token names the recipient; the number lies sealed with the recipients)',
  'telemarketer and seller',
  'good or service',
  'consumer or business',
  'name shown as caller, and proof of the right to the number',
  'consent of the called person',
  'transfers (calls are never transferred)',
]

const columns = [
  ...['campaign', 'outreach', 'called_number_token', 'attempt', 'call', 'direction', 'prerecorded'],
  ...['message_sha256', 'calling_number', 'authorized_at', 'called_utc_offset', 'placed_at', 'ringing_at'],
  ...['answered_at', 'ended_at', 'ring_ms', 'talk_ms', 'disposition', 'carrier_status', 'carrier_cause'],
  'opted_out',
] as const

/** A cell that a spreadsheet could take for a formula begins with an apostrophe; an exact number does not. */
const neutral = (cell: string): string =>
  /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(cell) && !/^\+[1-9]\d{6,14}$/.test(cell) ? `'${cell}` : cell

const row = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${neutral(cell).replaceAll('"', '""')}"`).join(',')}\r\n`

const at = (stood: Stood | null): string =>
  stood === null ? '' : new Date(Math.floor(stood.us / 1_000)).toISOString()

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes)
  const [h, m] = [Math.floor(size / 60), size % 60].map((n) => String(n).padStart(2, '0'))
  return `UTC${minutes < 0 ? '-' : '+'}${h ?? ''}:${m ?? ''}`
}

const cellsOf = (evidence: Evidence, of: Attempt): readonly string[] => {
  const { settings } = evidence.record.state
  const { outreach, recipient, ended } = of
  const optedOut = evidence.outreaches.get(outreach)?.optedOut.has(recipient) === true
  return [
    ...[evidence.campaign, outreach, `${outreach}/${recipient}`, of.attempt, String(of.n), 'outbound', 'yes'],
    ...[settings?.messageSha256 ?? '', settings?.callerId ?? '', at(of.granted), offsetText(of.offset)],
    ...[at(of.placed), at(of.rang), at(of.answered), at(ended ?? of.released ?? of.unresolved)],
    ...[String(ended?.ringMs ?? ''), String(ended?.talkMs ?? ''), outcomeOfAttempt(of) ?? 'open'],
    ...[ended?.status ?? '', ended?.cause ?? '', optedOut ? 'yes' : 'no'],
  ]
}

/** Lines, the header first, in the order of authorization. Times are the log's commit times, UTC. */
export function* callRecords(evidence: Evidence): Generator<string> {
  yield row(columns)
  for (const attempt of evidence.attempts) yield row(cellsOf(evidence, attempt))
}
