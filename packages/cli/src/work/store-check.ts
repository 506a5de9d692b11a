/** `lastcall store check`: what the store is, how fast it takes an event, and what would not work with it. */
import type { Context } from '../context'
import type { Outcome } from '../outcome'
import { answer } from '../outcome'
import { cannotConnectTrouble } from '../wiring/cannot-open'
import type { Place } from '../wiring/place'
import { placeOf } from '../wiring/place'
import { namesOfServer } from '../wiring/open-log'
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
  const found = await checkFile(place.right.path)
  if (found._tag === 'Left') return found
  const { sqlite, bytes, freeBytes, appendMs, followed, warnings } = found.right
  const text = [
    `${place.right.path}: SQLite ${sqlite}, ${bytes} bytes, ${Math.round(freeBytes / 2 ** 20)} MiB free beside it`,
    `an append takes ${appendMs.median} ms (median; ${appendMs.worst} ms at worst)`,
    `a follower ${followed ? 'caught up' : 'did not catch up'}`,
    ...warned(warnings),
  ]
  return answer({ store: place.right.path, ...found.right }, text.join('\n'))
}
