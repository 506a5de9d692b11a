/** One event as one line, the same from every store: JSON in the canonical form of RFC 8785. */
import type { Recorded } from '@lastcall/eventlog'

const object = (of: Readonly<Record<string, unknown>>): string => {
  let text = ''
  for (const key of Object.keys(of).sort())
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(of[key])}`
  return `{${text}}`
}

/** Of what came out of `JSON.parse`: keys sorted by code unit, no white space. */
export const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : object(value as Readonly<Record<string, unknown>>)
}

/** Without the position, which is one store's own, and without metadata, which no rule reads. No line feed. */
export const lineOf = ({ stream, revision, id, type, data, recordedUs }: Recorded): string =>
  `{"data":${canonical(data)},"id":${JSON.stringify(id)},"recordedUs":${recordedUs},"revision":${revision},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)}}`
