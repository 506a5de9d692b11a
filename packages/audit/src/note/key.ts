/** Ed25519 keys in the text form of signed notes: a name, a key id that belongs to both, and the key. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash } from 'node:crypto'

/** `name`: of whoever signs; not empty, without white space and `+`. */
export interface PublicKey {
  readonly name: string
  /** 32 bytes. */
  readonly bytes: Buffer
}

export interface PrivateKey extends PublicKey {
  /** 32 bytes, from which the pair follows. Secret. */
  readonly seed: Buffer
}

export interface MalformedKey {
  readonly is: 'malformed key'
  readonly why: string
}

const ed25519 = 1
const keyBytes = 32
// The fixed beginnings of PKCS #8 and SPKI around an Ed25519 key (RFC 8410).
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spki = Buffer.from('302a300506032b6570032100', 'hex')
const secretWords = 'PRIVATE+KEY+'

export const isKeyName = (name: string): boolean => name !== '' && !/[\s+\p{Cc}]/u.test(name)

/** The first four bytes of SHA-256 over name, line feed, algorithm and key. */
export const keyId = ({ name, bytes }: PublicKey): Buffer => {
  const named = Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([ed25519]), bytes])
  return hash('sha256', named, 'buffer').subarray(0, 4)
}

export const privateKeyObject = ({ seed }: PrivateKey): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })

export const publicKeyObject = ({ bytes }: PublicKey): KeyObject =>
  createPublicKey({ key: Buffer.concat([spki, bytes]), format: 'der', type: 'spki' })

const publicOf = (privateKey: KeyObject): Buffer =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(spki.length)

export const newKey = (name: string): PrivateKey => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(pkcs8.length)
  return { name, seed, bytes: publicOf(privateKey) }
}

const text = (key: PublicKey, held: Buffer): string =>
  `${key.name}+${keyId(key).toString('hex')}+${Buffer.concat([Buffer.from([ed25519]), held]).toString('base64')}`

export const publicKeyText = (key: PublicKey): string => text(key, key.bytes)
export const privateKeyText = (key: PrivateKey): string => `${secretWords}${text(key, key.seed)}`

const malformed = (why: string): Either<MalformedKey, never> => left({ is: 'malformed key', why })

interface Parts {
  readonly name: string
  readonly id: string
  readonly held: Buffer
}

/** Base64 may hold a plus sign, names and ids may not. */
const partsOf = (line: string): Either<MalformedKey, Parts> => {
  const [, name = '', id = '', base64 = ''] = /^([^+]*)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line) ?? []
  if (!isKeyName(name)) return malformed('not of the form name+id+key')
  const bytes = Buffer.from(base64, 'base64')
  return bytes.length === keyBytes + 1 && bytes[0] === ed25519
    ? right({ name, id, held: bytes.subarray(1) })
    : malformed('not an Ed25519 key')
}

const withItsId = <K extends PublicKey>(key: K, id: string): Either<MalformedKey, K> =>
  keyId(key).toString('hex') === id ? right(key) : malformed('the key id belongs to another name or key')

export const readPublicKey = (line: string): Either<MalformedKey, PublicKey> => {
  if (line.startsWith(secretWords)) return malformed('this is a private key')
  const parts = partsOf(line.trim())
  if (parts._tag === 'Left') return parts
  return withItsId({ name: parts.right.name, bytes: parts.right.held }, parts.right.id)
}

export const readPrivateKey = (line: string): Either<MalformedKey, PrivateKey> => {
  if (!line.startsWith(secretWords)) return malformed('not a private key')
  const parts = partsOf(line.trim().slice(secretWords.length))
  if (parts._tag === 'Left') return parts
  const { name, id, held: seed } = parts.right
  const bytes = publicOf(privateKeyObject({ name, seed, bytes: seed }))
  return withItsId({ name, seed, bytes }, id)
}
