/** What is printed where, and as which exit code a command ends. */
import { describe, expect, test } from '@jest/globals'
import { exitCodes } from '../exit'
import { answer, trouble } from '../outcome'
import { notYetOn } from './not-yet'
import { table } from './table'
import type { Terminal } from './terminal'
import { conclude, terminalOf } from './terminal'

const recording = (json: boolean) => {
  const [out, err]: [string[], string[]] = [[], []]
  const terminal: Terminal = {
    ...terminalOf(json),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  }
  return { terminal, out, err }
}

const notThere = trouble({
  ending: 'not found',
  is: 'unknown',
  what: 'it is not there',
  where: 'x',
  todo: 'Look.',
})

test('the exit codes are an interface: these numbers stay', () => {
  expect(exitCodes).toEqual({
    ...{ done: 0, defect: 1, usage: 2, refused: 3, 'not found': 4, unavailable: 5, violation: 6 },
  })
})

describe('for people', () => {
  test('an answer on standard output; nothing where there is nothing to say', () => {
    const { terminal, out, err } = recording(false)
    expect(conclude(terminal, answer({}, 'done'))).toBe(0)
    expect(conclude(terminal, answer({}, ''))).toBe(0)
    expect([out.join(''), err]).toEqual(['done\n', []])
  })

  test('a trouble on standard error: where, what, and what to do', () => {
    const { terminal, out, err } = recording(false)
    expect(conclude(terminal, notThere)).toBe(4)
    expect([out, err.join('')]).toEqual([[], 'lastcall: x: it is not there\nLook.\n'])
  })
})

describe('for programs', () => {
  test('one object on standard output, troubles too', () => {
    const { terminal, out, err } = recording(true)
    expect(conclude(terminal, answer({ a: 1 }, 'done'))).toBe(0)
    expect(conclude(terminal, notThere)).toBe(4)
    expect(err).toEqual([])
    expect(out.map((text) => JSON.parse(text) as unknown)).toEqual([
      { a: 1 },
      { error: { is: 'unknown', what: 'it is not there', where: 'x', todo: 'Look.', exit: 'not found' } },
    ])
  })

  test('nobody sits there: nothing is asked and nothing is coloured', () => {
    expect(terminalOf(true).isInteractive).toBe(false)
    expect(terminalOf(true).colours.red('x')).toBe('x')
  })
})

test('an audit that finds a broken promise answers, and is exit code 6', () => {
  const { terminal, out } = recording(true)
  expect(conclude(terminal, answer({ kept: false }, '', 'violation'))).toBe(6)
  expect(out).toEqual(['{"kept":false}\n'])
})

test('columns are as wide as their widest cell', () => {
  expect(table(['ID', 'NAME'], [])).toBe('ID  NAME')
  expect(
    table(
      ['ID', 'NAME'],
      [
        ['1', 'a'],
        ['1234', 'b'],
      ],
    ),
  ).toBe('ID    NAME\n1     a\n1234  b')
})

test('what is not committed yet is told with its reason, once a second at most', () => {
  const { terminal, err } = recording(false)
  const notYet = notYetOn(terminal, 'stop')
  for (let k = 0; k < 50; k += 1) notYet(2_400, 'the disk is full')
  expect(err).toEqual(['stop requested, not committed yet (2 s): the disk is full\n'])
})
