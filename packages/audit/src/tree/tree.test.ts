/** The tree against the vectors of Certificate Transparency, and its parts against each other. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Hash } from './index'
import {
  appendEntry,
  consistencyProof,
  emptyRange,
  emptyRoot,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  rootOf,
  rootOfLeaves,
} from './index'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex)
const leaves = entries.map(leafHash)
/** Of the first 1, 2, … 8 entries. */
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('vectors of Certificate Transparency', () => {
  test('the empty tree', () => {
    expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(rootOf(emptyRange())).toEqual(emptyRoot)
    expect(rootOfLeaves([])).toEqual(emptyRoot)
  })

  test('roots as the tree grows', () => {
    const range = emptyRange()
    const grown = entries.map((entry) => {
      appendEntry(range, entry)
      return rootOf(range).toString('hex')
    })
    expect(grown).toEqual(roots)
  })

  test.each([
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ] as const)('inclusion of leaf %d in %d', (index, size, proof) => {
    expect(inclusionProof(leaves.slice(0, size), index)?.map((h) => h.toString('hex'))).toEqual(proof)
    const of = { leaf: leaves[index] as Hash, index, size, root: hex(roots[size - 1] ?? '') }
    expect(isIncluded(of, proof.map(hex))).toBe(true)
  })

  test.each([
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ] as const)('consistency of %d with %d', (older, newer, proof) => {
    expect(consistencyProof(leaves.slice(0, newer), older)?.map((h) => h.toString('hex'))).toEqual(proof)
    const heads = [older, newer].map((size) => ({ size, root: hex(roots[size - 1] ?? '') })) as [never, never]
    expect(isConsistent(...heads, proof.map(hex))).toBe(true)
  })
})

const someLeaves = fc
  .array(fc.uint8Array({ maxLength: 4 }), { minLength: 1, maxLength: 70 })
  .map((all) => all.map(leafHash))

const broken = (proof: readonly Hash[], k: number): readonly Hash[] =>
  proof.map((hash, i) => (i === k % proof.length ? leafHash(hash) : hash))

test('every leaf of every tree is proved, and no other is', () =>
  fc.assert(
    fc.property(someLeaves, fc.nat(), fc.nat(), (all, i, k) => {
      const [index, root] = [i % all.length, rootOfLeaves(all)]
      const proof = inclusionProof(all, index) ?? []
      const of = { leaf: all[index] as Hash, index, size: all.length, root }
      expect(isIncluded(of, proof)).toBe(true)
      expect(isIncluded({ ...of, leaf: leafHash(of.leaf) }, proof)).toBe(false)
      expect(isIncluded(of, [...proof, root])).toBe(false)
      if (proof.length > 0) {
        expect(isIncluded(of, broken(proof, k))).toBe(false)
        expect(isIncluded(of, proof.slice(1))).toBe(false)
      }
    }),
  ))

test('every beginning of every tree is proved, and no other tree is', () =>
  fc.assert(
    fc.property(someLeaves, fc.nat(), fc.nat(), (all, m, k) => {
      const size = m % (all.length + 1)
      const proof = consistencyProof(all, size) ?? []
      const older = { size, root: rootOfLeaves(all.slice(0, size)) }
      const newer = { size: all.length, root: rootOfLeaves(all) }
      expect(isConsistent(older, newer, proof)).toBe(true)
      expect(isConsistent({ ...older, root: leafHash(older.root) }, newer, proof)).toBe(false)
      if (size > 0) expect(isConsistent(older, { ...newer, root: leafHash(newer.root) }, proof)).toBe(false)
      expect(isConsistent(older, newer, [...proof, newer.root])).toBe(false)
      if (proof.length > 0) expect(isConsistent(older, newer, broken(proof, k))).toBe(false)
    }),
  ))

test('a range has the root of the tree it stands for, in logarithmic room', () =>
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 300 }), (all) => {
      const range = emptyRange()
      for (const entry of all) appendEntry(range, entry)
      expect(rootOf(range)).toEqual(rootOfLeaves(all.map(leafHash)))
      expect(range.roots.length).toBeLessThanOrEqual(9)
    }),
  ))

test('there is no proof of what is not there', () => {
  expect(inclusionProof(leaves, 8)).toBeNull()
  expect(inclusionProof(leaves, -1)).toBeNull()
  expect(consistencyProof(leaves, 9)).toBeNull()
  const head = { size: 8, root: hex(roots[7] ?? '') }
  expect(isConsistent(head, { ...head, size: 7 }, [])).toBe(false)
  expect(isIncluded({ ...head, leaf: leaves[0] as Hash, index: 8 }, [])).toBe(false)
})
