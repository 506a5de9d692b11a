import type { EventStorePlace } from '@lastcall/contracts'
import { eventStoreContract } from '@lastcall/contracts'
import { startStandin } from '@lastcall/eventstoredb-standin'
import { killWhileWriting, writeFromProcess } from './process.fixture'
import { opened } from './standin.fixture'

interface Place extends EventStorePlace {
  readonly url: string
}

eventStoreContract<Place>('the log in EventStoreDB, against the stand-in for its protocol', {
  offersNewer: false,
  place: async () => {
    const { connectionString, stop } = await startStandin()
    return { url: connectionString, open: () => opened(connectionString), remove: stop }
  },
  writeFromProcess: ({ url }, job) => writeFromProcess(url, job),
  killWhileWriting: ({ url }, job) => killWhileWriting(url, job),
})
