/** What an audit says about one promise: it holds, it is violated, or something is not known yet. */

/** `at`: stream@revision, or the line of a record; `says`: one sentence without personal data. */
export interface Finding {
  readonly at: string
  readonly says: string
}

export type Promised = 'G1' | 'G2' | 'G3' | 'G4' | 'G5' | 'G6' | 'readable' | 'network' | 'export' | 'signed'

export interface Verdict {
  readonly promise: Promised
  /** `open`: nothing broken, and something that only later facts can tell. */
  readonly verdict: 'holds' | 'violated' | 'open'
  /** How many things were looked at; 0 means that the promise was never put to the test. */
  readonly checked: number
  readonly violations: readonly Finding[]
  readonly open: readonly Finding[]
}

export const judged = (
  promise: Promised,
  checked: number,
  violations: readonly Finding[],
  open: readonly Finding[] = [],
): Verdict => {
  const verdict = violations.length > 0 ? 'violated' : open.length > 0 ? 'open' : 'holds'
  return { promise, verdict, checked, violations, open }
}

export const finding = (stream: string, revision: number, says: string): Finding => ({
  at: `${stream}@${revision}`,
  says,
})
