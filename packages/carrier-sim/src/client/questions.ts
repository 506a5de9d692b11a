/** Questions that wait for an answer: each is settled once, by its answer, by time, or by a lost connection. */
import type { Clock } from '../clock/clock'
import type { ToCaller } from '../wire/frame'

export type Answer = Extract<ToCaller, { ask: number }>
export type Settled<Is extends Answer['is']> =
  | { readonly is: 'answered'; readonly frame: Extract<Answer, { is: Is }> }
  | { readonly is: 'silence'; readonly why: string }

export interface Questions {
  /** A number for the next question. */
  readonly next: () => number
  /** To be called in the turn in which the question is written. */
  readonly wait: <Is extends Answer['is']>(
    ask: number,
    expected: Is,
    withinMs: number,
  ) => Promise<Settled<Is>>
  readonly answered: (frame: Answer) => void
  readonly lost: (why: string) => void
}

interface Waiting {
  readonly expected: Answer['is']
  readonly settle: (settled: { is: 'answered'; frame: Answer } | { is: 'silence'; why: string }) => void
}

export const questions = (clock: Clock): Questions => {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  return {
    next: () => {
      asked += 1
      return asked
    },
    wait: <Is extends Answer['is']>(ask: number, expected: Is, withinMs: number) =>
      new Promise<Settled<Is>>((resolve) => {
        const settle: Waiting['settle'] = (settled) => {
          callOff()
          waiting.delete(ask)
          resolve(settled as Settled<Is>)
        }
        const callOff = clock.at(clock.nowMs() + withinMs, () => {
          settle({ is: 'silence', why: `no answer within ${withinMs} ms` })
        })
        waiting.set(ask, { expected, settle })
      }),
    answered: (frame) => {
      const question = waiting.get(frame.ask)
      if (question?.expected === frame.is) question.settle({ is: 'answered', frame })
    },
    lost: (why) => {
      for (const { settle } of [...waiting.values()]) settle({ is: 'silence', why })
    },
  }
}
