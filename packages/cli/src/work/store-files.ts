/** `lastcall store backup` and `lastcall store verify`: the log in a file, copied whole or gone through. */
import type { SqliteStore } from '@lastcall/store-sqlite'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer, trouble } from '../outcome'
import { cannotOpenTrouble } from '../wiring/cannot-open'
import { placeOf } from '../wiring/place'
import { writeNew } from './audit-files'

export interface VerifyFlags {
  readonly head?: string | undefined
}

const hash = /^[0-9a-f]{64}$/i

const fileOf = (context: Context): Either<Trouble, string> => {
  const place = placeOf(context)
  if (place._tag === 'Left') return place
  return place.right.is === 'file'
    ? right(place.right.path)
    : trouble({
        ending: 'usage',
        is: 'not a file',
        what: 'this log is on a server, which copies and checks its own files',
        where: place.right.shown,
        todo: 'Use the backup of the server; `lastcall store check` and `lastcall audit` work here.',
      })
}

const withLog = async (path: string, work: (log: SqliteStore) => Promise<Outcome>): Promise<Outcome> => {
  const { openSqliteStore } = await import('@lastcall/store-sqlite')
  const log = await openSqliteStore(path, { mode: 'read' })()
  if (log._tag === 'Left') return cannotOpenTrouble(log.left)
  try {
    return await work(log.right)
  } finally {
    await log.right.close()
  }
}

const broken = (where: string, at: string, why: string): Outcome =>
  trouble({
    ending: 'violation',
    is: 'log broken',
    what: `event ${Number(at)} is not as it was appended: ${why}`,
    where,
    todo: 'Do not dial with it. Keep this file as it is, and take the newest backup that verifies.',
  })

const thereAlready = (where: string): Outcome =>
  trouble({
    ending: 'usage',
    is: 'cannot write',
    what: 'it is there already',
    where,
    todo: 'Choose another name: nothing is overwritten.',
  })

export const backUp = async (context: Context, to: string): Promise<Outcome> => {
  const log = fileOf(context)
  if (log._tag === 'Left') return log
  const beside = `${resolve(to)}.sha256`
  if (existsSync(beside)) return thereAlready(beside)
  return withLog(log.right, async ({ backup }) => {
    const made = await backup(to)()
    if (made._tag === 'Right') {
      const { path, bytes, sha256, events, head } = made.right
      const kept = writeNew(`${path}.sha256`, `${sha256}  ${basename(path)}\n`)
      if (kept._tag === 'Left') return kept
      const text = [
        `${path}: ${events} events, ${bytes} bytes, chain verified`,
        `sha256 ${sha256}`,
        `head   ${head}`,
        'Keys and master key are not in it: back them up apart, and keep this head elsewhere too.',
      ]
      return answer(made.right, text.join('\n'))
    }
    const cannot = made.left
    const where = resolve(to)
    if (cannot.is === 'broken') return broken(log.right, cannot.at, cannot.why)
    if (cannot.is === 'unavailable')
      return trouble({ ending: 'unavailable', is: 'store unavailable', what: cannot.why, where: log.right })
    if (cannot.is === 'exists') return thereAlready(where)
    const what = `cannot be written (${cannot.why})`
    return trouble({ ending: 'usage', is: 'cannot write', what, where, todo: 'Choose another place.' })
  })
}

const otherHead = (where: string, head: string): Outcome =>
  trouble({
    ending: 'violation',
    is: 'another head',
    what: `the chain is whole, and ends with ${head}`,
    where,
    todo: 'Nothing was appended since that head was kept? Then events are gone, or the log was written anew.',
  })

export const verifyFile = async (
  context: Context,
  file: string | undefined,
  flags: VerifyFlags,
): Promise<Outcome> => {
  if (flags.head !== undefined && !hash.test(flags.head))
    return trouble({
      ending: 'usage',
      is: 'bad option',
      what: '--head is no hash',
      where: flags.head,
      todo: 'Give 64 hex digits, as `lastcall store backup` and `lastcall store verify` print them.',
    })
  const path = file === undefined ? fileOf(context) : right(resolve(file))
  if (path._tag === 'Left') return path
  return withLog(path.right, async ({ verify }) => {
    const verdict = await verify()()
    if (verdict._tag === 'Left')
      return trouble({
        ending: 'unavailable',
        is: 'store unavailable',
        what: verdict.left.why,
        where: path.right,
      })
    if (verdict.right.is === 'broken') return broken(path.right, verdict.right.at, verdict.right.why)
    const { events, head } = verdict.right
    if (flags.head !== undefined && flags.head.toLowerCase() !== head) return otherHead(path.right, head)
    return answer({ file: path.right, events, head }, `${path.right}: ${events} events, intact\nhead ${head}`)
  })
}
