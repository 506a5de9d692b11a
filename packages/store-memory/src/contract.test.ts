import { eventStoreContract } from '@lastcall/contracts'
import { memoryLog, openMemoryStore } from '.'

eventStoreContract('the log in memory', {
  offersNewer: true,
  place: async () => {
    const log = memoryLog()
    return { open: async () => openMemoryStore(log), remove: async () => undefined }
  },
})
