/** Opens the product's store on a stand-in. */
import type { EventStoreDb, EventStoreDbOptions } from '.'
import { openEventStoreDb } from '.'

export const opened = async (
  connectionString: string,
  options?: EventStoreDbOptions,
): Promise<EventStoreDb> => {
  const answer = await openEventStoreDb(connectionString, options)()
  if (answer._tag === 'Left') throw new Error(`${answer.left.is}: ${answer.left.why}`)
  return answer.right
}
