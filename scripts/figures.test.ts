/** The tables of figures say what was measured: nobody has typed one in. */
import { expect, test } from '@jest/globals'
import { join } from 'node:path'
import { ask } from './module.fixture'

test('the README and the page of figures are what the results of the benches make of them', () =>
  expect(ask('../bench/report/results.mjs', 'stalePages', join(__dirname, '..'))).toEqual([]))
