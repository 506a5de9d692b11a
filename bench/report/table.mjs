/** Results as tables: plain text for a terminal, Markdown for `docs/FIGURES.md` and for the README. */
const head = ['what', 'figure', 'limit or peer', 'ratio', 'goal', 'met?']
const metText = (met) => (met === null ? '-' : met ? 'yes' : 'NO')

const cellsOf = ({ what, figure, against, ratio, goal, met }) =>
  [what, figure, against ?? '-', ratio ?? '-', goal ?? '-', metText(met)].map(String)

const columns = (rows) => {
  const widths = rows[0].map((_, k) => Math.max(...rows.map((row) => row[k].length)))
  return rows
    .map((row) =>
      row
        .map((cell, k) => cell.padEnd(widths[k]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const plainTable = (benches) => columns([head, ...benches.flatMap(({ lines }) => lines.map(cellsOf))])

const markdown = (rows) => {
  const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [row(rows[0]), row(rows[0].map(() => '---')), ...rows.slice(1).map(row)].join('\n')
}

const rawRow = ({ what, unit, rounds, median, min, max }) =>
  [what, `${median} ${unit}`, `${min} to ${max}`, rounds].map(String)

const busyText = ({ load, cores }) =>
  load > cores / 2
    ? `**The machine was busy** when it began (load ${load} on ${cores} cores): to be run again.`
    : null

const section = (bench) => {
  const { name, title, at, notes, raw, machine } = bench
  const parts = [
    `## ${name}`,
    title,
    markdown([['raw figure', 'median', 'from to', 'rounds'], ...raw.map(rawRow)]),
    [...notes, busyText(bench)].filter((note) => note !== null).join('\n'),
    `Measured ${at}, Node ${machine.node}, ${machine.cores} cores, load ${bench.load} when it began.`,
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

const goalOf = ({ against, ratio, goal }) => {
  const isLimit = against.startsWith('limit: ')
  return isLimit
    ? `${goal.startsWith('>') ? 'at least' : 'at most'} ${against.slice('limit: '.length)}`
    : `${ratio} x ${against.split(':')[0]}, ${goal}`
}

/** What has a goal, for the README. */
export const goalsTable = (benches) => {
  const lines = benches.flatMap(({ lines: all }) => all).filter(({ goal }) => goal != null)
  const rows = lines.map((line) => [line.what, line.figure, goalOf(line), metText(line.met)])
  return markdown([['what', 'figure', 'goal', 'met?'], ...rows])
}

/** The whole page. */
export const figuresPage = (benches) => {
  const missed = benches.flatMap(({ lines }) => lines).filter(({ met }) => met === false).length
  const said =
    missed === 0
      ? 'Every goal is met.'
      : `${missed} of the goals below ${missed === 1 ? 'is' : 'are'} not met.`
  return `${[
    '# Figures',
    'Made by `npm run bench` from `bench/results.json`; not to be edited. What each bench does stands in `bench/README.md`.',
    'Absolute figures move with the machine; ratios were taken within one run. ' + said,
    markdown([head, ...benches.flatMap(({ lines }) => lines.map(cellsOf))]),
    ...benches.map(section),
  ].join('\n\n')}\n`
}
