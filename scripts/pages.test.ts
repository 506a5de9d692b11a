/** What a page shows is so: its code stands in the file it names, compiled and tested, and its tables name what is tried. */
import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const piecesOf = (page: string): readonly (readonly [string, string])[] =>
  [...readFileSync(page, 'utf8').matchAll(/^```ts\n\/\/ (examples\/\S+)\n([\s\S]*?)^```$/gm)].map(
    ([, file, code]) => [file ?? '', code ?? ''] as const,
  )

/** A page moves code to its own margin. */
const flush = (code: string): string => code.replace(/^[ ]+/gm, '')

describe('docs/WRITE-A-STORE.md', () => {
  const page = 'docs/WRITE-A-STORE.md'
  const pieces = piecesOf(page)

  test.each(pieces)('shows what stands in %s', (file, code) => {
    expect(flush(readFileSync(file, 'utf8'))).toContain(flush(code))
  })

  test('shows no other code', () => {
    const blocks = readFileSync(page, 'utf8').match(/^```\w+$/gm) ?? []
    expect(pieces.length).toBeGreaterThanOrEqual(4)
    expect(blocks).toHaveLength(pieces.length)
  })
})

const sources = 'packages/contracts/src'
const filesOf = (ending: string): readonly string[] =>
  readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending))
const textOf = (file: string): string => readFileSync(join(sources, file), 'utf8')

describe('docs/CONTRACTS.md', () => {
  const page = readFileSync('docs/CONTRACTS.md', 'utf8')
  const judged = filesOf('broken.test.ts')
  const rows = [...page.matchAll(/^\| `([^`]+)` .*\| ([^|]+?) +\|$/gm)]
  const promises = filesOf('.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => [...textOf(file).matchAll(/^ +name: '(.+)',$/gm)].map(([, name]) => name ?? ''))

  /** The pattern behind the name of what is broken: the cases that must catch it. */
  const meantFor = (broken: string): RegExp => {
    const behind = judged.map(textOf).join('').split(`'${broken}'`)[1] ?? ''
    return new RegExp(/(?<=[\s,])\/(\^?[^\s/][^\n/]*)\/(?=[,\n)])/.exec(behind)?.[1] ?? '$never')
  }

  test.each(rows.map(([, broken, by]) => [broken ?? '', by ?? ''] as const))(
    'names what catches %p',
    (broken, by) => {
      const caught = promises.filter((promise) => meantFor(broken).test(promise))
      expect(caught.filter((promise) => promise.startsWith(by))).toHaveLength(1)
    },
  )

  test('counts what is broken on purpose', () => {
    expect(rows.length).toBeGreaterThan(20)
    const count = (folder: string): number =>
      judged
        .filter((file) => file.startsWith(folder))
        .reduce((sum, file) => sum + textOf(file).split(/^ +catches\(/m).length - 1, 0)
    const counted = ['event-store', 'carrier', 'key-store'].map(count)
    expect(page).toContain(
      '%d stores, %d carriers, %d key stores'.replace(/%d/g, () => String(counted.shift())),
    )
  })
})
