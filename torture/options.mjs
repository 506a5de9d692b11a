/** `npm run torture -- [--rounds N] [--seed S] [--jobs J] [--bail] [--keep] [--record]`. */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

const whole = (text, name) => {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Error(`--${name} wants a whole number, not ${text}`)
}

export const optionsOf = (args) => {
  const { values } = parseArgs({
    args,
    options: {
      /** Seeds are S, S + 1, ...: `--seed S --rounds 1` repeats the draws of one. */
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(randomInt(1_000_000_000)) },
      /** Rounds side by side. */
      jobs: { type: 'string', default: '2' },
      /** Begin no round after the first that failed. */
      bail: { type: 'boolean', default: false },
      /** Keep the folder of every round, not only of those that failed. */
      keep: { type: 'boolean', default: false },
      /** Write `torture/results.json`. */
      record: { type: 'boolean', default: false },
    },
  })
  const { bail, keep, record } = values
  const [rounds, seed, jobs] = ['rounds', 'seed', 'jobs'].map((name) => whole(values[name], name))
  return { rounds, seed, jobs: Math.max(1, jobs), bail, keep, record }
}
