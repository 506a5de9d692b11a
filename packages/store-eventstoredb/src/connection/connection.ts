/** A client that is replaced when it no longer answers, seldom, and without cutting what is still under way on it. */
import type { EventStoreDBClient } from '@eventstore/db-client'
import type { Credentials, Settings } from '../settings/settings'
import { clientOf, endClient } from './client'

export type Outcome =
  | 'answered'
  /** The server said something that the client does not understand. */
  | 'unknown'
  /** Our own timer had to end it. */
  | 'silent'

export interface Connection {
  readonly credentials: Credentials
  readonly client: () => EventStoreDBClient
  /** What became of a call on a client. A silent one is replaced, and one that is not understood twice running. */
  readonly told: (client: EventStoreDBClient, outcome: Outcome) => void
  readonly close: () => Promise<void>
}

/** What a replaced client still has under way gets this long. */
const graceMs = 5_000

/** Counted over the whole process, so that no client gets a socket that another one was replaced for. */
let clients = 0

export const connection = (
  { connectionString, credentials }: Pick<Settings, 'connectionString' | 'credentials'>,
  replaced: () => void,
): Connection => {
  const newClient = (): EventStoreDBClient => clientOf(connectionString((clients += 1)))
  let current = newClient()
  let unknowns = 0
  let closed = false
  const retired = new Map<EventStoreDBClient, NodeJS.Timeout>()
  const end = async (client: EventStoreDBClient): Promise<void> => {
    clearTimeout(retired.get(client))
    retired.delete(client)
    await endClient(client)
  }
  const replace = (): void => {
    const old = current
    current = newClient()
    unknowns = 0
    retired.set(old, setTimeout(() => void end(old), graceMs).unref())
    replaced()
  }
  return {
    credentials,
    client: () => current,
    told: (client, outcome) => {
      if (client !== current || closed) return
      unknowns = outcome === 'unknown' ? unknowns + 1 : 0
      if (outcome === 'silent' || unknowns >= 2) replace()
    },
    close: async () => {
      closed = true
      await Promise.all([current, ...retired.keys()].map(end))
    },
  }
}
