/** G7: whoever edits, drops, adds or re-orders an event of a signed export is found, each at random 1,000 times. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { campaign } from '../log.fixture'
import type { Checkpoint } from '../note'
import { newKey, openCheckpoint, originOf, signCheckpoint } from '../note'
import { must, newFolder, storyLog } from './export.fixture'
import { evidenceHead, exportEvidence, verifyExport } from './index'

const key = newKey('example.org/lastcall')
/** A thousand exports are written and read: on a busy machine that takes a while. */
const patienceMs = 300_000
const origin = (of: string): string => originOf(key, of)
let folder: string
let opened: Checkpoint
let lines: readonly string[]

beforeAll(async () => {
  const { store } = await storyLog()
  const original = newFolder()
  must(await exportEvidence(store)(campaign, join(original, 'evidence'))())
  const head = must(await evidenceHead(store)(campaign)())
  opened = must(openCheckpoint(signCheckpoint(key, { origin: origin(campaign), ...head }), key))
  folder = join(newFolder(), 'evidence')
  cpSync(join(original, 'evidence'), folder, { recursive: true })
  lines = readFileSync(join(folder, 'events.ndjson'), 'utf8').trimEnd().split('\n')
})

const verdictOn = async (forged: readonly string[]): Promise<string | undefined> => {
  writeFileSync(join(folder, 'events.ndjson'), forged.map((line) => `${line}\n`).join(''))
  const { verdicts } = must(await verifyExport(folder, { checkpoint: { opened, origin } })())
  return verdicts.find(({ promise }) => promise === 'signed')?.verdict
}

/** Null: nothing was changed. */
type Forge = (at: number, other: number, letter: string) => readonly string[] | null

const edit: Forge = (at, other, letter) => {
  const line = lines[at % lines.length] ?? ''
  const k = other % line.length
  const forged = line.slice(0, k) + letter + line.slice(k + 1)
  return forged === line ? null : lines.with(at % lines.length, forged)
}
const drop: Forge = (at, other) => {
  const from = at % lines.length
  return lines.toSpliced(from, 1 + (other % (lines.length - from)))
}
const add: Forge = (at, other, letter) => {
  const copied = lines[other % lines.length] ?? ''
  return lines.toSpliced(
    at % (lines.length + 1),
    0,
    copied.replace('"recordedUs":1', `"recordedUs":${letter}`),
  )
}
const reorder: Forge = (at, other) => {
  const [from, to] = [at % lines.length, other % lines.length]
  return from === to ? null : lines.with(from, lines[to] ?? '').with(to, lines[from] ?? '')
}

describe('tampering with a signed export', () => {
  test('the export itself is accepted', async () => expect(await verdictOn(lines)).toBe('holds'))

  test.each([
    ['edited', edit],
    ['dropped', drop],
    ['re-ordered', reorder],
  ] as const)(
    '%s events are found',
    async (_, forge) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.nat(), fc.constantFrom(...'0123456789abcdefz"{}'), async (...at) => {
          const forged = forge(...at)
          fc.pre(forged !== null)
          expect(await verdictOn(forged)).toBe('violated')
        }),
        { numRuns: 1_000 },
      )
    },
    patienceMs,
  )

  test(
    'added events are found; behind all that was signed they are told apart as not signed for',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.nat(), fc.constantFrom(...'123456789'), async (...at) => {
          const forged = add(...at) ?? []
          const isBehind = lines.every((line, k) => forged[k] === line)
          expect(await verdictOn(forged)).toBe(isBehind ? 'open' : 'violated')
        }),
        { numRuns: 1_000 },
      )
    },
    patienceMs,
  )
})
