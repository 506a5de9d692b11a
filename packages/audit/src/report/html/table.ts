/** Tables that read aloud as they look. */
import { element, escaped } from './element'

export interface Column {
  readonly name: string
  /** `n`: figures, `id`: ids. */
  readonly kind?: 'n' | 'id' | 'verdict'
}

const attributes = (kind: Column['kind'], more: Readonly<Record<string, string>> = {}) =>
  kind === undefined ? more : { ...more, class: kind }

export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string => {
  const head = columns.map(({ name, kind }) =>
    element('th', attributes(kind, { scope: 'col' }), escaped(name)),
  )
  const body = rows.map((cells) => {
    const written = cells.map((cell, k) => element('td', attributes(columns[k]?.kind), escaped(cell)))
    return `<tr>${written.join('')}</tr>\n`
  })
  return `<div class="wide"><table><caption>${escaped(caption)}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('')}</tbody></table></div>`
}
