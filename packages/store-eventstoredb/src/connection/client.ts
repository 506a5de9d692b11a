/** One client of the vendor's package: made without noise, and ended with its channel. */
import { EventStoreDBClient } from '@eventstore/db-client'
import { waited } from '../waiting'

/** What the package keeps to itself, and ending it needs: its `dispose` leaves the channel open. */
interface Inside {
  readonly getChannel: () => Promise<{ readonly close: () => void }>
}

/* eslint-disable no-console */
/** The package warns on the console about a keepalive that we chose knowingly. Nothing else runs meanwhile. */
export const clientOf = (connectionString: string): EventStoreDBClient => {
  const { warn } = console
  console.warn = () => undefined
  try {
    return EventStoreDBClient.connectionString(connectionString)
  } finally {
    console.warn = warn
  }
}
/* eslint-enable no-console */

const endMs = 2_000

/** Calls under way are cancelled. A channel that is found later, in a discovery that still runs, is closed then. */
export const endClient = async (client: EventStoreDBClient): Promise<void> => {
  const closed = (client as unknown as Inside).getChannel().then((channel) => channel.close())
  const disposed = client.dispose()
  await Promise.all([waited(endMs, disposed), waited(endMs, closed)])
}
