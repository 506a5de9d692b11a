import fc from 'fast-check'
import { newDataKey } from '../sealing/key'
import { systemRandom } from '../sealing/random'
import { seal } from '../sealing/seal'
import { openChunk, sealChunk } from './chunk'

const key = newDataKey(systemRandom)
const context = { campaign: 'c1', outreach: 'o1', chunk: 3 }
const row = { number: '+12025550101', timeZone: 'Europe/Madrid', variables: { name: 'Ada' } }

test('rows come back as they were', () => {
  const rows = fc.array(
    fc.record({
      number: fc.string(),
      timeZone: fc.string(),
      variables: fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' }), { noNullPrototype: true }),
    }),
  )
  fc.assert(
    fc.property(rows, (some) => {
      expect(openChunk(key, context, sealChunk(key, context, some))).toEqual({ _tag: 'Right', right: some })
    }),
  )
})

test('a chunk opens as no other chunk, of no other outreach, and not as a text', () => {
  const sealed = sealChunk(key, context, [row])
  for (const other of [{ chunk: 4 }, { outreach: 'o2' }, { campaign: 'c2' }]) {
    expect(openChunk(key, { ...context, ...other }, sealed)).toMatchObject({ left: { is: 'does not fit' } })
  }
  const text = seal(key, { campaign: 'c1', purpose: 'file name' }, '[]')
  expect(openChunk(key, context, text)).toMatchObject({ left: { is: 'does not fit' } })
})

test('a chunk of 1,000 rows takes less than half of their JSON', () => {
  const rows = Array.from({ length: 1_000 }, (_, i) => ({
    number: `+1202555${1000 + i}`,
    timeZone: 'America/New_York',
    variables: { firstName: `Name${i}`, dueDate: '2026-01-31' },
  }))
  expect(sealChunk(key, context, rows).length).toBeLessThan(JSON.stringify(rows).length / 2)
})
