/** Which names are time zones: IANA names that this runtime's own database knows. */

// An offset such as +01:00 is taken by some runtimes, and knows no summer time.
const shape = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/
/** More names than there are zones come from a wrong column; they are not kept. */
const most = 2_000

export const zoneCheck = (): ((name: string) => boolean) => {
  const known = new Map<string, boolean>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const is = shape.test(name) && isKnown(name)
    if (known.size < most) known.set(name, is)
    return is
  }
}

const isKnown = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
