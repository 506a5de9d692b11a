import fc from 'fast-check'
import { newDataKey } from './key'
import { numberToken } from './number-token'
import { systemRandom } from './random'
import { open, openBytes, seal } from './seal'

const key = newDataKey(systemRandom)
const context = { campaign: 'c1', purpose: 'campaign name' }

test('what was sealed opens in its context', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(open(key, context, seal(key, context, text))).toEqual({ _tag: 'Right', right: text })
    }),
  )
})

test('the same text is another one each time, and its layout is version, nonce, text, tag', () => {
  const sealed = Buffer.from(seal(key, context, 'hello'), 'base64')
  expect(sealed).toHaveLength(1 + 12 + 5 + 16)
  expect(sealed[0]).toBe(1)
  expect(seal(key, context, 'hello')).not.toBe(seal(key, context, 'hello'))
  const fixed = (bytes: number): Uint8Array => new Uint8Array(bytes)
  expect(seal(key, context, 'hello', fixed)).toBe(seal(key, context, 'hello', fixed))
})

test('any changed bit opens nothing, and the answer repeats nothing of the text', () => {
  const text = 'Ada Lovelace'
  const sealed = Buffer.from(seal(key, context, text), 'base64')
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const tampered = Buffer.from(sealed)
    tampered[bit >> 3] = (tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const answer = open(key, context, tampered.toString('base64'))
    expect(answer._tag).toBe('Left')
    expect(JSON.stringify(answer)).not.toContain('Ada')
  }
})

test('another campaign, another purpose, another key: it does not fit', () => {
  const sealed = seal(key, context, 'hello')
  const doesNotFit = { _tag: 'Left', left: { is: 'does not fit' } }
  expect(open(key, { ...context, campaign: 'c2' }, sealed)).toEqual(doesNotFit)
  expect(open(key, { ...context, purpose: 'file name' }, sealed)).toEqual(doesNotFit)
  expect(open(newDataKey(systemRandom), context, sealed)).toEqual(doesNotFit)
  // Parts do not run into each other.
  expect(open(key, { campaign: 'c1","campaign', purpose: 'name' }, sealed)).toEqual(doesNotFit)
})

test('what is no sealed text is said to be none', () => {
  expect(open(key, context, '')).toMatchObject({ left: { is: 'not sealed text' } })
  expect(open(key, context, 'AQ==')).toMatchObject({ left: { is: 'not sealed text' } })
  expect(openBytes(key, new Uint8Array(), new Uint8Array(40).fill(9))).toMatchObject({
    left: { is: 'unknown version' },
  })
})

test('a number has one token under one secret', () => {
  const [one, other] = [systemRandom(32), systemRandom(32)]
  expect(numberToken(one, '+12025550101')).toBe(numberToken(one, '+12025550101'))
  expect(numberToken(one, '+12025550101')).not.toBe(numberToken(one, '+12025550102'))
  expect(numberToken(one, '+12025550101')).not.toBe(numberToken(other, '+12025550101'))
  expect(numberToken(one, '+12025550101')).toMatch(/^[0-9a-f]{32}$/)
})
