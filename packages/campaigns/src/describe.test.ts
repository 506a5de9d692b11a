/** Every failure has words that end in a full stop and never show a code's raw name alone. */
import { expect, test } from '@jest/globals'
import { describe as words } from './describe'
import type { Failure } from './failure'
import type { ImportProblem } from './schedule/problem'

const at = { line: 3 }
const first = { line: 3, problem: { is: 'duplicate', firstLine: 2 } } as const

const problems: { readonly [P in ImportProblem as P['is']]: P } = {
  'not a file': { is: 'not a file' },
  'file unreadable': { is: 'file unreadable', why: 'EACCES' },
  'file changed': { is: 'file changed' },
  'file too large': { is: 'file too large', mostBytes: 9 },
  'empty file': { is: 'empty file' },
  'header without rows': { is: 'header without rows' },
  'no phone column': { is: 'no phone column', columns: 2 },
  'several columns fit': { is: 'several columns fit', role: 'phone', columns: [1, 2] },
  'named column missing': { is: 'named column missing', role: 'time zone' },
  'no time zone column': { is: 'no time zone column' },
  'column without a name': { is: 'column without a name', column: 2 },
  'column name unusable': { is: 'column name unusable', column: 2 },
  'column twice': { is: 'column twice', column: 2 },
  'too many columns': { is: 'too many columns', found: 3, most: 2 },
  'unknown default time zone': { is: 'unknown default time zone' },
  'unknown default country': { is: 'unknown default country' },
  'not UTF-8': { is: 'not UTF-8', ...at },
  'NUL byte': { is: 'NUL byte', ...at },
  'quote not closed': { is: 'quote not closed', ...at },
  'stray quote': { is: 'stray quote', ...at },
  'row too long': { is: 'row too long', ...at, mostBytes: 4 },
  'too many recipients': { is: 'too many recipients', ...at, most: 4 },
  'no valid row': { is: 'no valid row', rows: 1, first },
  'rows rejected': { is: 'rows rejected', rejected: 1, first },
  'rejects unwritable': { is: 'rejects unwritable', why: 'EACCES' },
}

const failures: readonly Failure[] = [
  ...Object.values(problems).map((problem): Failure => ({ is: 'import refused', problem })),
  { is: 'store unavailable', why: 'down' },
  { is: 'store uncertain', why: 'no answer' },
  { is: 'store refused', why: 'too large' },
  { is: 'contended', attempts: 8 },
  { is: 'history unreadable', what: 'campaign-1@4' },
  { is: 'keys unavailable', why: 'down' },
  { is: 'key unknown' },
  { is: 'key destroyed' },
  { is: 'wrong master key' },
  { is: 'given up', acknowledged: true },
  { is: 'given up', acknowledged: false },
  { is: 'erasure unfinished', because: { is: 'keys unavailable', why: 'down' } },
  { is: 'outreach not ended', phase: 'in progress' },
  { is: 'recipients unreadable', chunk: 1 },
  { is: 'not quiet yet', open: 1 },
  { is: 'settings out of range', what: 'channels must be at least 1' },
  { is: 'records retained', until: '2026-01-31T12:00:00Z' as never },
  { is: 'not an administrator' },
  { is: 'campaign deleted' },
]

test('every failure is said in whole sentences, each in its own', () => {
  const said = failures.map(words)
  for (const sentence of said) {
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(sentence).not.toMatch(/undefined|\[object|\.\./)
  }
  expect(new Set(said).size).toBe(said.length)
})

test('what has a line names it, and every refused file says that nothing was scheduled', () => {
  for (const problem of Object.values(problems)) {
    const sentence = words({ is: 'import refused', problem })
    if ('line' in problem || 'first' in problem) expect(sentence).toMatch(/line 3/i)
    expect(sentence).toMatch(/Nothing was scheduled\.$/)
  }
})
