/** Columns for people: as wide as their widest cell, two spaces apart. */

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((name, k) => Math.max(name.length, ...rows.map((row) => row[k]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, k) => cell.padEnd(widths[k] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(head), ...rows.map(line)].join('\n')
}
