/** Figures as a bench tells them: medians with their spread, and each as a ratio to its limit or peer. */

export const sorted = (values) => [...values].sort((a, b) => a - b)

/** `share`: 0 to 1. The nearest value that was measured, never one in between. */
export const quantile = (values, share) => {
  const inOrder = sorted(values)
  return inOrder[Math.max(0, Math.ceil(share * inOrder.length) - 1)]
}

export const median = (values) => quantile(values, 0.5)

/** Raw figures of rounds, as they are printed. */
export const spread = (what, unit, values) => ({
  what,
  unit,
  rounds: values.length,
  median: round(median(values)),
  min: round(Math.min(...values)),
  max: round(Math.max(...values)),
})

/** Three digits that say something; more would pretend. */
export const round = (value) =>
  value === 0 ? 0 : Number(value.toPrecision(Math.abs(value) >= 1_000 ? 4 : 3))

/**
 * One line of the table. `against`: the limit or the peer, in the same unit. `most` or `least`: the goal of the ratio;
 * neither: a figure without a goal.
 */
export const line = ({ what, value, unit, against, most, least }) => {
  const ratio = against === undefined ? null : value / against.value
  const met = most === undefined ? (least === undefined ? null : ratio >= least) : ratio <= most
  const goal = most === undefined ? (least === undefined ? null : `>= ${least}`) : `<= ${most}`
  return {
    what,
    figure: `${round(value)} ${unit}`,
    against: against === undefined ? null : `${against.what}: ${round(against.value)} ${unit}`,
    ratio: ratio === null ? null : round(ratio),
    goal,
    met,
  }
}

/** A limit: the ratio to it may be 1. */
export const limit = (value) => ({ what: 'limit', value })

/** Hands the figures to whoever started the bench. `notes`: what a reader must know to believe them. */
export const tell = ({ lines, raw, notes = [] }) => {
  process.stdout.write(`${JSON.stringify({ lines, raw, notes })}\n`)
}

/** What is going on, for whoever waits. */
export const say = (text) => process.stderr.write(`  ${text}\n`)
