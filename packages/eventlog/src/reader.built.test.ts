import { expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

test('where a program may not make code, events are read all the same', () => {
  const script = `const { event, family } = require(process.argv[1])
    const t = require(process.argv[2])
    let forbidden = false
    try { new Function('return 1') } catch { forbidden = true }
    const codec = family([event('Noted', { n: t.number })])
    const read = (data) => codec.decode({ type: 'Noted', data, stream: 's', revision: 0 })
    console.log(JSON.stringify([forbidden, read({ n: 1 }).right, read({ n: 'x' }).left.is]))`
  const built = resolve(__dirname, '..', 'dist', 'index.js')
  const args = ['--disallow-code-generation-from-strings', '-e', script, built, require.resolve('io-ts')]
  const told = JSON.parse(execFileSync(process.execPath, args).toString()) as unknown
  expect(told).toEqual([true, { type: 'Noted', n: 1 }, 'malformed'])
})
