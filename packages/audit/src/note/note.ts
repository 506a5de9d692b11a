/** Signed notes (C2SP): a text, an empty line, and a line for each signature. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { sign, verify } from 'node:crypto'
import type { PrivateKey, PublicKey } from './key'
import { keyId, privateKeyObject, publicKeyObject } from './key'

export interface MalformedNote {
  readonly is: 'malformed note'
  readonly why: string
}

export interface Signature {
  readonly name: string
  readonly id: Buffer
  readonly signature: Buffer
}

export interface Note {
  /** Ends with a line feed; what was signed. */
  readonly text: string
  readonly signatures: readonly Signature[]
}

/** `text`: lines, each ended by a line feed, none empty. */
export const signNote = (text: string, key: PrivateKey): string => {
  const signature = sign(null, Buffer.from(text), privateKeyObject(key))
  return `${text}\n— ${key.name} ${Buffer.concat([keyId(key), signature]).toString('base64')}\n`
}

const malformed = (why: string): Either<MalformedNote, never> => left({ is: 'malformed note', why })

const signatureOf = (line: string): Signature | null => {
  const [, name, base64] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? []
  const bytes = Buffer.from(base64 ?? '', 'base64')
  return name === undefined || bytes.length < 5
    ? null
    : { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

const signaturesAtMost = 100

/** Reads; believes nothing. */
export const readNote = (note: string): Either<MalformedNote, Note> => {
  if (/[\u0000-\u0009\u000b-\u001f\u007f\ufffd]/.test(note)) return malformed('control characters')
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return malformed('no signatures behind an empty line')
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > signaturesAtMost) return malformed('too many signatures')
  const signatures = lines.map(signatureOf)
  return signatures.every((each) => each !== null)
    ? right({ text: note.slice(0, end + 1), signatures })
    : malformed('a signature line cannot be read')
}

/** Whether one of the signatures is this key's, and right. A wrong one beside it spoils the note. */
export const isSignedBy = ({ text, signatures }: Note, key: PublicKey): boolean => {
  const own = signatures.filter(({ name, id }) => name === key.name && id.equals(keyId(key)))
  const object = publicKeyObject(key)
  return own.length > 0 && own.every(({ signature }) => verify(null, Buffer.from(text), object, signature))
}
