import { eventStoreContract } from '@lastcall/contracts'
import { startStandin } from '@lastcall/eventstoredb-standin'
import { opened } from './standin.fixture'

eventStoreContract('the log in EventStoreDB, against the stand-in for its protocol', {
  offersNewer: false,
  place: async () => {
    const standin = await startStandin()
    return { open: () => opened(standin.connectionString), remove: standin.stop }
  },
})
