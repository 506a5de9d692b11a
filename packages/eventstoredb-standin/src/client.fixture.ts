/** The unmodified client on a stand-in, and what comes out of its streams. */
import type { JSONEventData, ReadStreamOptions } from '@eventstore/db-client'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Standin } from './standin'

/** Any will do without TLS: they are not sent. With them, each append is a call of its own. */
export const credentials = { username: 'anybody', password: '' }

export const note = (): JSONEventData => jsonEvent({ id: randomUUID(), type: 'Noted', data: {} })

export const clientOf = (
  standin: Standin,
  query = '',
): { readonly client: EventStoreDBClient; readonly close: () => Promise<void> } => {
  const client = EventStoreDBClient.connectionString(standin.connectionString + query)
  const inner = client as unknown as { getChannel: () => Promise<{ close: () => void }> }
  return {
    client,
    close: async () => {
      // It waits for ever for a batch call that the server ended well.
      await Promise.race([client.dispose(), sleep(500)])
      ;(await inner.getChannel()).close()
    },
  }
}

export interface Seen {
  readonly id: string
  readonly type: string
  readonly created: Date
}

/** What every stream of the client can do; its types come from another Node than ours. */
interface Streaming {
  on(event: string, listener: (...args: unknown[]) => void): unknown
  removeListener(event: string, listener: (...args: unknown[]) => void): unknown
}

/** The next `count` events, or fewer where it ends before. */
export const seen = (stream: Streaming, count: number): Promise<readonly Seen[]> =>
  new Promise((resolve, reject) => {
    const events: Seen[] = []
    const take = (resolved: unknown): void => {
      events.push((resolved as { readonly event: Seen }).event)
      if (events.length === count) done()
    }
    const done = (): void => {
      stream.removeListener('data', take)
      resolve(events)
    }
    stream.on('error', reject)
    stream.on('end', done)
    stream.on('data', take)
  })

export const idsIn = async (
  client: EventStoreDBClient,
  stream: string,
  options: ReadStreamOptions = {},
): Promise<readonly string[]> => (await seen(client.readStream(stream, options), 1_000)).map(({ id }) => id)
