/** The master key: 32 bytes in hex in a file of its own. Its contents are in no error and no log. */
import type { MasterKey } from '@lastcall/vault'
import { keyBytes, masterKey } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'

const hex = /^[0-9a-f]+$/i

const wrong = (path: string, what: string): Either<Trouble, never> =>
  trouble({
    ending: 'usage',
    is: 'bad master key',
    what,
    where: path,
    todo: `Put ${keyBytes} bytes in hex (${keyBytes * 2} digits) there, the same ones that the keys were made with.`,
  })

export const readMasterKey = (path: string): Either<Trouble, MasterKey> => {
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch {
    return wrong(path, 'the master key cannot be read')
  }
  const key = hex.test(text) ? masterKey(Buffer.from(text, 'hex')) : null
  return key === null ? wrong(path, 'this is not a master key') : right(key)
}

/** Only the owner may read it. Fails when the file is there. */
export const writeMasterKey = (path: string): void => {
  writeFileSync(path, `${randomBytes(keyBytes).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
}
