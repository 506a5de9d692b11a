/** The table at the end: what was done, what came of it, and how late calls left after a stop. */

const sumOf = (results, of) => results.reduce((sum, result) => sum + (of(result) ?? 0), 0)

/** The nearest value that was measured, never one in between. */
const quantile = (sorted, share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null

const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: sorted.at(-1) ?? null }
}

const totals = (results) => {
  const counts = {}
  for (const { counts: own } of results)
    for (const [what, many] of Object.entries(own)) counts[what] = (counts[what] ?? 0) + many
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))
}

export const summaryOf = (results, { seed, jobs }) => {
  const stops = results.flatMap(({ stops }) => stops).filter(({ afterStopMs }) => afterStopMs !== null)
  const times = (wanted) =>
    stops.filter(({ disturbed }) => disturbed === wanted).map(({ afterStopMs }) => afterStopMs)
  const bad = results.filter(({ problems }) => problems.length > 0)
  return {
    rounds: results.length,
    seed,
    jobs,
    node: process.versions.node,
    onSmallDisk: sumOf(results, ({ onSmallDisk }) => (onSmallDisk ? 1 : 0)),
    events: totals(results),
    stoppedOutreaches: stops.length,
    deletedCampaigns: sumOf(results, ({ deleted }) => (deleted ? 1 : 0)),
    takeovers: sumOf(results, ({ takeovers }) => takeovers),
    authorizations: sumOf(results, ({ authorizations }) => authorizations),
    originates: sumOf(results, ({ originates }) => originates),
    /** Milliseconds from a stop's commit to the last originate that the network saw; negative: none after it. */
    lastOriginateAfterStopMs: spread(times(false)),
    /** The same where the network or the lines were frozen: bytes that had left wait there. */
    lastOriginateWithFrozenNetworkMs: spread(times(true)),
    stopsFollowedByAnOriginate: stops.filter(({ afterStopMs }) => afterStopMs > 0).length,
    restMs: spread(results.flatMap(({ restMs }) => restMs ?? [])),
    roundMs: spread(results.flatMap(({ ms }) => ms ?? [])),
    problems: sumOf(results, ({ problems }) => problems.length),
    badSeeds: bad.map(({ seed }) => seed),
  }
}

const shown = (value) => {
  if (value === null || typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(' ')
  return Object.entries(value)
    .map(([name, of]) => `${name} ${of ?? '-'}`)
    .join(', ')
}

const words = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

export const tableOf = ({ events, ...figures }) => {
  const rows = [...Object.entries(figures).map(([name, value]) => [words(name), shown(value)])]
  const faults = Object.entries(events).map(([what, many]) => [`  ${what}`, String(many)])
  const width = Math.max(...[...rows, ...faults].map(([name]) => name.length)) + 2
  return [...rows.slice(0, 5), ['faults and commands', ''], ...faults, ...rows.slice(5)]
    .map(([name, value]) => `${name.padEnd(width)}${value}`.trimEnd())
    .join('\n')
}

/** A round that failed, as somebody needs it who looks for the cause. */
export const failureOf = ({ seed, problems, story }, folder) =>
  [
    `seed ${seed} FAILED; repeat its draws with --seed ${seed} --rounds 1; its folder: ${folder}`,
    ...problems.slice(0, 20).map((problem) => `  ! ${problem}`),
    ...(problems.length > 20 ? [`  … and ${problems.length - 20} more`] : []),
    ...story.map((line) => `  ${line}`),
  ].join('\n')
