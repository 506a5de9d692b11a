/** What the clocks of a time zone show: its offset from UTC at a moment, daylight saving included. */

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  formats.set(timeZone, made)
  return made
}

const shape = /^GMT(?:([+-])(\d\d):(\d\d))?/

/** Minutes, east positive. `timeZone`: an IANA name; null when this machine does not know it. */
export const offsetMinutes = (timeZone: string, wallMs: number): number | null => {
  try {
    const parts = formatOf(timeZone).formatToParts(wallMs)
    const found = shape.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '')
    if (found === null) return null
    const [, sign, hours = '0', minutes = '0'] = found
    const size = Number(hours) * 60 + Number(minutes)
    return sign === '-' ? -size : size
  } catch {
    // RangeError: not a time zone.
    return null
  }
}
