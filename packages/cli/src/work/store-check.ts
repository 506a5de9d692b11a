/** `lastcall store check`: what the store is, how fast it takes an event, and what would not work with it. */
import { loadInstallation } from '../config/load'
import type { Context } from '../context'
import type { Outcome } from '../outcome'
import { answer } from '../outcome'
import { cannotConnectTrouble } from '../wiring/cannot-open'
import type { Place } from '../wiring/place'
import { missing, placeOf } from '../wiring/place'
import { namesOfServer } from '../wiring/open-log'
import { usualMinimumMb } from '../wiring/room'
import { checkFailed, checkFile } from './store-check-file'

const warned = (warnings: readonly string[]): readonly string[] =>
  warnings.length === 0 ? ['nothing found that would not work'] : warnings.map((each) => `warning: ${each}`)

const checkServer = async (place: Extract<Place, { is: 'server' }>): Promise<Outcome> => {
  const { checkStore } = await import('@lastcall/store-eventstoredb')
  const { connectionString, options, shown } = place
  const report = await checkStore(connectionString, options)()
  if (report._tag === 'Left') {
    const failure = report.left
    return failure.is === 'check failed'
      ? checkFailed(failure.why, shown)
      : cannotConnectTrouble(failure, shown, namesOfServer)
  }
  const { version, nodes, appendMs, clockDifferenceMs, followed, warnings } = report.right
  const text = [
    `${shown}: version ${version ?? 'not told'}`,
    ...nodes.map(({ address, role, isAlive }) => `  node ${address}: ${role}${isAlive ? '' : ', down'}`),
    `an append takes ${appendMs.median} ms (median; ${appendMs.worst} ms at worst)`,
    `the server's clock is ${Math.abs(clockDifferenceMs)} ms ${clockDifferenceMs < 0 ? 'behind' : 'ahead'}`,
    `a follower ${followed ? 'caught up' : 'did not catch up'}`,
    ...warned(warnings),
  ]
  return answer({ store: shown, ...report.right }, text.join('\n'))
}

export const checkStore = async (context: Context): Promise<Outcome> => {
  const place = placeOf(context)
  if (place._tag === 'Left') return place
  if (place.right.is === 'server') return checkServer(place.right)
  const absent = missing(place.right)
  if (absent !== null) return absent
  const installation = loadInstallation(context.configPath)
  const minimumMb = installation._tag === 'Right' ? installation.right.config.minimumFreeMb : undefined
  const found = await checkFile(place.right.path, minimumMb ?? usualMinimumMb)
  if (found._tag === 'Left') return found
  const { sqlite, bytes, freeBytes, ballast, appendMs, followed, warnings } = found.right
  const free = freeBytes === null ? '' : `, ${Math.floor(freeBytes / 1e6)} MB free beside it`
  const text = [
    `${place.right.path}: SQLite ${sqlite}, ${bytes} bytes${free}, ${ballast ? 'a' : 'no'} ballast`,
    `an append takes ${appendMs.median} ms (median; ${appendMs.worst} ms at worst)`,
    `a follower ${followed ? 'caught up' : 'did not catch up'}`,
    ...warned(warnings),
  ]
  return answer({ store: place.right.path, ...found.right }, text.join('\n'))
}
