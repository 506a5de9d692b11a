/** What separates the columns: whichever candidate stands in the header most often, outside of quotes. */
const candidates = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof candidates)[number]

export const delimiterOf = (header: string): Delimiter => {
  const counts = new Map<string, number>()
  let quoted = false
  for (const character of header) {
    if (character === '"') quoted = !quoted
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  let best: Delimiter = ','
  for (const candidate of candidates) {
    if ((counts.get(candidate) ?? 0) > (counts.get(best) ?? 0)) best = candidate
  }
  return best
}

/** The first line without its end, or null when it does not end in these bytes. */
export const firstLine = (bytes: Uint8Array): string | null => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const end = text.search(/[\r\n]/)
  return end < 0 ? null : text.slice(0, end)
}
