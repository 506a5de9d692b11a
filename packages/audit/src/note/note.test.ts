/** Keys, notes and checkpoints: the published example of signed notes, and everything that must not pass. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Either } from 'fp-ts/lib/Either'
import { leafHash } from '../tree'
import {
  isKeyName,
  isSignedBy,
  keyOfLog,
  newKey,
  openCheckpoint,
  originOf,
  privateKeyText,
  publicKeyText,
  readNote,
  readPrivateKey,
  readPublicKey,
  signCheckpoint,
  signNote,
} from './index'

const must = <A>(of: Either<unknown, A>): A => {
  if (of._tag === 'Left') throw new Error(JSON.stringify(of.left))
  return of.right
}

/** The example in the documentation of golang.org/x/mod/sumdb/note. */
const secret = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const known = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const words =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const example = `${words}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

describe('the published example', () => {
  test('keys are read and written to the letter', () => {
    const key = must(readPrivateKey(secret))
    expect(privateKeyText(key)).toBe(secret)
    expect(publicKeyText(key)).toBe(known)
    expect(publicKeyText(must(readPublicKey(`${known}\n`)))).toBe(known)
  })

  test('the note is signed to the letter, and accepted', () => {
    expect(signNote(words, must(readPrivateKey(secret)))).toBe(example)
    expect(isSignedBy(must(readNote(example)), must(readPublicKey(known)))).toBe(true)
  })
})

const key = newKey('example.org/lastcall')
const campaign = 'c'.repeat(32)
const head = { origin: originOf(key, campaign), size: 42, root: leafHash(Buffer.from('x')) }
const signed = signCheckpoint(key, head)

test('a checkpoint comes back as it was signed, under the name of its log', () => {
  expect(must(openCheckpoint(signed, key))).toEqual(head)
  expect(signed.split('\n').slice(0, 2)).toEqual([`example.org/lastcall/campaign-${campaign}`, '42'])
  expect(isSignedBy(must(readNote(signed)), keyOfLog(key, head.origin))).toBe(true)
})

test('signatures of others beside it do not matter, a wrong one under its own name does', () => {
  const other = newKey('example.org/witness')
  const theirs =
    signNote(must(readNote(signed)).text, other)
      .split('\n')
      .at(-2) ?? ''
  expect(openCheckpoint(`${signed}${theirs}\n`, key)._tag).toBe('Right')
  const wrong =
    signCheckpoint(key, { ...head, size: 43 })
      .split('\n')
      .at(-2) ?? ''
  expect(openCheckpoint(`${signed}${wrong}\n`, key)._tag).toBe('Left')
})

test('another key of the same name is not this key', () =>
  expect(openCheckpoint(signed, newKey(key.name))).toMatchObject({ left: { is: 'not signed' } }))

test('no letter of a checkpoint can be changed', () =>
  fc.assert(
    fc.property(fc.nat(signed.length - 2), fc.constantFrom(...'Aa0+/=\n— '), (at, letter) => {
      const forged = signed.slice(0, at) + letter + signed.slice(at + 1)
      const opened = openCheckpoint(forged, key)
      // The two last letters of a base64 text may have more than one spelling; the head is the same then.
      if (forged !== signed && opened._tag === 'Right') expect(opened.right).toEqual(head)
    }),
    { numRuns: 1_000 },
  ))

test.each([
  ['', 'no signatures'],
  ['o\n0\n\n', 'signature line'],
  ['o\n007\nx\n\n— o AAAAAAAA\n', 'tree size'],
  ['o\n7\nAAAA\n\n— o AAAAAAAA\n', 'root'],
  [`o\u0000\n7\n${head.root.toString('base64')}\n\n— o AAAAAAAA\n`, 'control'],
])('malformed: %j', (text, why) =>
  expect(openCheckpoint(text, key)).toMatchObject({
    left: { is: 'malformed note', why: expect.stringContaining(why) },
  }),
)

test('keys that are none are refused with a reason', () => {
  expect(readPublicKey(secret)).toMatchObject({ left: { why: 'this is a private key' } })
  expect(readPrivateKey(known)).toMatchObject({ left: { why: 'not a private key' } })
  expect(readPublicKey(known.replace('Peter', 'Petra'))).toMatchObject({
    left: { why: expect.stringContaining('another name') },
  })
  expect(readPublicKey('a+00000000+AAAA')).toMatchObject({ left: { why: 'not an Ed25519 key' } })
  expect(['a b', '', 'a+b', 'a\n'].some(isKeyName)).toBe(false)
})
