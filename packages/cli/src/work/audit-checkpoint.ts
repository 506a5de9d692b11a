/** `lastcall audit key` and `lastcall audit checkpoint`: signing how far the evidence went, so that nobody can turn it back. */
import type { PrivateKey } from '@lastcall/audit'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer, trouble } from '../outcome'
import { withOpened } from '../wiring/open'
import { knownCampaign, unavailable } from './audit-campaigns'
import { readText, writeNew } from './audit-files'

export const makeKey = async ({
  name,
  out,
}: {
  readonly name: string
  readonly out: string
}): Promise<Outcome> => {
  const { isKeyName, newKey, privateKeyText, publicKeyText } = await import('@lastcall/audit')
  if (!isKeyName(name)) {
    const what = 'a key needs a name without white space and plus signs'
    return trouble({
      ending: 'usage',
      is: 'bad option',
      what,
      where: name,
      todo: 'Such as example.org/lastcall.',
    })
  }
  const key = newKey(name)
  const secret = writeNew(out, `${privateKeyText(key)}\n`, 0o600)
  if (secret._tag === 'Left') return secret
  const published = writeNew(`${out}.pub`, `${publicKeyText(key)}\n`)
  if (published._tag === 'Left') return published
  const publicKey = publicKeyText(key)
  return answer({ publicKey, file: out, publicFile: `${out}.pub` }, `${out}.pub: ${publicKey}`)
}

export interface CheckpointFlags {
  readonly key: string
  readonly out?: string | undefined
  readonly after?: string | undefined
  readonly origin?: string | undefined
}

const keyAt = async (path: string): Promise<Either<Trouble, PrivateKey>> => {
  const text = readText(path, 'the key')
  if (text._tag === 'Left') return text
  const { readPrivateKey } = await import('@lastcall/audit')
  const key = readPrivateKey(text.right.trim())
  if (key._tag === 'Right') return key
  return trouble({ ending: 'usage', is: key.left.is, what: key.left.why, where: path })
}

interface Earlier {
  readonly size: number
  readonly root: Buffer
}

const earlierAt = async (
  path: string | undefined,
  key: PrivateKey,
  origin: string,
): Promise<Either<Trouble, Earlier | null>> => {
  if (path === undefined) return right(null)
  const note = readText(path, 'the earlier checkpoint')
  if (note._tag === 'Left') return note
  const { openCheckpoint } = await import('@lastcall/audit')
  const opened = openCheckpoint(note.right, key)
  if (opened._tag === 'Left')
    return trouble({ ending: 'usage', is: opened.left.is, what: opened.left.why, where: path })
  if (opened.right.origin === origin) return right(opened.right)
  const what = `the earlier checkpoint is of another log, ${opened.right.origin}`
  return trouble({ ending: 'usage', is: 'another log', what, where: path })
}

/** A log must never sign what contradicts an earlier signature of its own. */
const contradicts = (earlier: Earlier | null, root: Buffer | null): boolean =>
  earlier !== null && (root === null || !root.equals(earlier.root))

export const signHead = (context: Context, which: string, flags: CheckpointFlags): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const campaign = await knownCampaign(opened, which)
    if (campaign._tag === 'Left') return campaign
    const key = await keyAt(flags.key)
    if (key._tag === 'Left') return key
    const { evidenceHead, keyOfLog, originOf, publicKeyText, signCheckpoint } =
      await import('@lastcall/audit')
    const origin = flags.origin ?? originOf(key.right, campaign.right)
    const earlier = await earlierAt(flags.after, key.right, origin)
    if (earlier._tag === 'Left') return earlier
    const head = await evidenceHead(opened.store)(campaign.right, earlier.right?.size ?? null)()
    if (head._tag === 'Left') return unavailable(head.left.is, head.left.why, which)
    const { size, root, earlierRoot } = head.right
    if (contradicts(earlier.right, earlierRoot))
      return trouble({
        ending: 'violation',
        is: 'history was changed',
        what: `the first ${earlier.right?.size ?? 0} events are not those that were signed; nothing is signed now`,
        where: which,
      })
    const checkpoint = signCheckpoint(key.right, { origin, size, root })
    const written = flags.out === undefined ? right(undefined) : writeNew(flags.out, checkpoint)
    if (written._tag === 'Left') return written
    const logKey = publicKeyText(keyOfLog(key.right, origin))
    const text = flags.out === undefined ? checkpoint.trimEnd() : `${size} events signed: ${flags.out}`
    return answer({ origin, size, root: root.toString('base64'), checkpoint, logKey }, text)
  })
