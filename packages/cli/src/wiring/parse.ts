/** Values that people type on the command line. */
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'

const wrong = (what: string, text: string, todo: string): Either<Trouble, never> =>
  trouble({ ending: 'usage', is: 'bad option', what, where: text, todo })

export const wholeNumber = (name: string, text: string, least: number): Either<Trouble, number> => {
  const value = Number(text)
  return text.trim() !== '' && Number.isSafeInteger(value) && value >= least
    ? right(value)
    : wrong(`${name} is not a whole number`, text, `Give a whole number, ${least} or more.`)
}

/** 0 means any free one. */
export const portNumber = (name: string, text: string): Either<Trouble, number> => {
  const port = wholeNumber(name, text, 0)
  return port._tag === 'Right' && port.right > 65_535
    ? wrong(`${name} is not a port`, text, 'Give a whole number, 0 to 65535.')
    : port
}

/** Above 0, such as 0.5 or 20. */
export const factor = (name: string, text: string): Either<Trouble, number> => {
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) && value > 0
    ? right(value)
    : wrong(`${name} is not a number above 0`, text, 'Give a number such as 4.')
}

/** It becomes the name of a file, whatever the system. */
export const workerName = (text: string): Either<Trouble, string> =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text)
    ? right(text)
    : wrong(
        'this is no name for a worker',
        text,
        'Give letters, digits, dots, dashes and underscores, 100 at most, a letter or digit first.',
      )

const hoursShape = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/

/** `08:00-21:00`, in the called person's own time; `00:00-24:00` is the whole day. */
export const hours = (text: string): Either<Trouble, { opensMin: number; closesMin: number }> => {
  const parts = hoursShape.exec(text)?.slice(1).map(Number) ?? []
  const [h = 99, m = 99, toH = 99, toM = 99] = parts
  const [opensMin, closesMin] = [h * 60 + m, toH * 60 + toM]
  return m < 60 && toM < 60 && closesMin <= 1440 && opensMin < closesMin
    ? right({ opensMin, closesMin })
    : wrong('these are no calling hours', text, 'Give them like 08:00-21:00; they may not pass midnight.')
}

/** `now`, or a time such as 2026-01-31T12:00:00Z. Milliseconds since 1970 UTC. */
export const startTime = (text: string, nowMs: number): Either<Trouble, number> => {
  const at =
    text === 'now' ? nowMs : /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(at)
    ? wrong('this is no time', text, 'Give `now`, or a time with its offset, such as 2026-01-31T12:00:00Z.')
    : right(at)
}

const retryable = ['busy', 'no-answer', 'voicemail', 'rejected', 'congestion', 'carrier-fault', 'cancelled']

/** `busy=600,no-answer=3600`: seconds to wait after a call that ended so. What is not named is not tried again. */
export const retries = (text: string): Either<Trouble, Readonly<Record<string, number>>> => {
  const afterMs: Record<string, number> = {}
  for (const part of text === '' ? [] : text.split(',')) {
    const [name = '', seconds = ''] = part.split('=')
    if (!retryable.includes(name) || !/^\d+$/.test(seconds))
      return wrong(
        'this is no retry policy',
        part,
        `Give it like busy=600; known are ${retryable.join(', ')}.`,
      )
    afterMs[name] = Number(seconds) * 1_000
  }
  return right(afterMs)
}
