/** Opens a file of keys for the tests, as the product does. */
import type { KeyDatabase } from './database'
import { openKeyDatabase } from './in-file'

export const openForTest = async (path: string): Promise<KeyDatabase> => {
  const opened = await openKeyDatabase(path)()
  if (opened._tag === 'Left') throw new Error(opened.left.why)
  return opened.right
}
