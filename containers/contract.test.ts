/** What every event store must keep, of the product's store on a server in a container: a fresh one for each case. */
import { test } from '@jest/globals'
import type { EventStorePlace } from '@lastcall/contracts'
import { eventStoreContract } from '@lastcall/contracts'
import { writeFromProcess } from '../packages/store-eventstoredb/src/process.fixture'
import { image, missing, startServer } from './server.fixture'
import { opened } from './store.fixture'

interface Place extends EventStorePlace {
  readonly url: string
}

if (missing !== null)
  test.skip(`the log in a container keeps what an event store promises (${missing})`, () => undefined)
else
  eventStoreContract<Place>(`the log in a container of ${image}`, {
    offersNewer: false,
    // Each round is a race over the network of the engine.
    rounds: 100,
    place: async () => {
      const { url, remove } = await startServer()
      // The first one waits until it serves: what a case measures begins later.
      await (await opened(url)).close()
      return { url, open: () => opened(url), remove }
    },
    writeFromProcess: ({ url }, job) => writeFromProcess(url, job),
  })
