/** The verifier that shares no code with us comes to the same end. */
import { beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { campaign, granted } from '../log.fixture'
import { newKey, originOf, publicKeyText, signCheckpoint } from '../note'
import { must, newFolder, own, storyLog } from './export.fixture'
import { evidenceHead, exportEvidence } from './index'

const verifier = join(__dirname, '../../../../examples/verify-evidence/verify.mjs')
const key = newKey('example.org/lastcall')
let signed: string

beforeAll(async () => {
  signed = newFolder()
  const { store } = await storyLog()
  must(await exportEvidence(store)(campaign, join(signed, 'evidence'))())
  const head = must(await evidenceHead(store)(campaign)())
  writeFileSync(join(signed, 'checkpoint'), signCheckpoint(key, { origin: originOf(key, campaign), ...head }))
  writeFileSync(join(signed, 'public-key'), `${publicKeyText(key)}\n`)
})

const copied = (): string => {
  const folder = newFolder()
  cpSync(signed, folder, { recursive: true })
  return folder
}

const run = (folder: string, withCheckpoint = true) => {
  const files = withCheckpoint ? [join(folder, 'checkpoint'), join(folder, 'public-key')] : []
  const { status, stdout } = spawnSync(process.execPath, [verifier, join(folder, 'evidence'), ...files], {
    encoding: 'utf8',
  })
  return { status, lines: stdout.trimEnd().split('\n') }
}

const change = (folder: string, file: string, how: (text: string) => string): string => {
  const path = join(folder, file)
  writeFileSync(path, how(readFileSync(path, 'utf8')))
  return folder
}

test('an export as it should be', () => {
  const { status, lines } = run(signed)
  expect(lines).toEqual([
    `18 events of ${own}, 3 calls authorized, 3 placed, 3 closed`,
    '18 of them under the signed checkpoint',
    'holds',
  ])
  expect(status).toBe(0)
})

test.each([
  [
    'an event edited',
    'evidence/events.ndjson',
    (t: string) => t.replace('"busy"', '"voicemail"'),
    'not those',
  ],
  ['an event dropped', 'evidence/events.ndjson', (t: string) => t.slice(t.indexOf('\n') + 1), 'not those'],
  ['the size in the checkpoint', 'checkpoint', (t: string) => t.replace('\n18\n', '\n17\n'), 'not signed'],
  ['another key', 'public-key', () => publicKeyText(newKey(key.name)), 'not signed'],
  ['another log', 'public-key', () => publicKeyText(newKey('example.com')), 'another log'],
  ['a call record', 'evidence/call-records.csv', (t: string) => t.replace('busy', 'done'), 'not the file'],
  [
    'the manifest',
    'evidence/manifest.json',
    (t: string) => t.replace('"size": 18', '"size": 19'),
    'another tree',
  ],
] as const)('changed: %s', (_, file, how, says) => {
  const { status, lines } = run(change(copied(), file, how))
  expect(lines.join('\n')).toContain(says)
  expect([status, lines.at(-1)]).toEqual([6, 'violated'])
})

test('a promise that was broken before it was exported', async () => {
  const folder = newFolder()
  const log = await storyLog()
  await log.add(own, granted([[2, 1, 9]], 6))
  must(await exportEvidence(log.store)(campaign, join(folder, 'evidence'))())
  expect(run(folder, false).lines).toContainEqual(expect.stringMatching(/^! G1: .*@9 authorizes/))
})

test('it is short, and leans on nothing but Node', () => {
  const text = readFileSync(verifier, 'utf8')
  expect(text.split('\n').length).toBeLessThanOrEqual(151)
  const imported = [...text.matchAll(/from '([^']+)'/g)].map(([, name]) => name)
  expect(imported.every((name) => name?.startsWith('node:'))).toBe(true)
})
