/** Opens the product's store on a server that may still be starting. */
import type { EventStoreDb } from '@lastcall/store-eventstoredb'
import { openEventStoreDb } from '@lastcall/store-eventstoredb'

export const opened = async (url: string): Promise<EventStoreDb> => {
  const answer = await openEventStoreDb(url, { firstContactMs: 120_000 })()
  if (answer._tag === 'Left') throw new Error(`${answer.left.is}: ${answer.left.why}`)
  return answer.right
}
