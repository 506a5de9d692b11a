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

test('docs/CONTRACTS.md names broken stores, carriers and key stores that are there', () => {
  const sources = 'packages/contracts/src'
  const judged = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('broken.test.ts'))
    .map((file) => readFileSync(join(sources, file), 'utf8'))
  const named = [...readFileSync('docs/CONTRACTS.md', 'utf8').matchAll(/^\| `([^`]+)` +\|/gm)]
  expect(named.length).toBeGreaterThan(20)
  for (const [, name] of named) expect(judged.join()).toContain(`'${name}'`)
})
