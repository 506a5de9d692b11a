/** Checkpoints (C2SP tlog-checkpoint): who says it, how many events there were, and the root over them, signed. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { Head } from '../tree'
import { hashBytes } from '../tree'
import type { PrivateKey, PublicKey } from './key'
import type { MalformedNote, Note } from './note'
import { isSignedBy, readNote, signNote } from './note'

export interface Checkpoint extends Head {
  /** Names one log, for good: whose it is and which campaign's. */
  readonly origin: string
}

/** The log of one campaign has a name below the name of the key. */
export const originOf = (key: PublicKey, campaign: string): string => `${key.name}/campaign-${campaign}`

/** A log signs under its own name: the same key, named by the origin. */
export const keyOfLog = <K extends PublicKey>(key: K, origin: string): K => ({ ...key, name: origin })

export const signCheckpoint = (key: PrivateKey, { origin, size, root }: Checkpoint): string =>
  signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, keyOfLog(key, origin))

const malformed = (why: string): Either<MalformedNote, never> => left({ is: 'malformed note', why })

const checkpointOf = ({ text }: Note): Either<MalformedNote, Checkpoint> => {
  const [origin = '', size = '', base64 = '', ...more] = text.slice(0, -1).split('\n')
  const root = Buffer.from(base64, 'base64')
  if (origin === '' || more.includes('')) return malformed('empty lines in a checkpoint')
  if (!/^(0|[1-9]\d{0,15})$/.test(size)) return malformed('no tree size')
  return root.length === hashBytes && root.toString('base64') === base64
    ? right({ origin, size: Number(size), root })
    : malformed('no root hash')
}

export interface NotSigned {
  readonly is: 'not signed'
  readonly why: string
}

/** A checkpoint that this key signed; nothing else comes out of it. */
export const openCheckpoint = (
  text: string,
  key: PublicKey,
): Either<MalformedNote | NotSigned, Checkpoint> => {
  const note = readNote(text)
  if (note._tag === 'Left') return note
  const checkpoint = checkpointOf(note.right)
  if (checkpoint._tag === 'Left') return checkpoint
  const { origin } = checkpoint.right
  return isSignedBy(note.right, keyOfLog(key, origin))
    ? checkpoint
    : left({ is: 'not signed', why: `no right signature of ${origin} by this key` })
}
