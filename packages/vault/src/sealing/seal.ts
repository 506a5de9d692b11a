/** AES-256-GCM: version byte, nonce of 12 bytes, ciphertext, tag of 16 bytes. A changed bit or another context opens nothing. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { SealContext } from './context'
import { associated } from './context'
import type { DataKey, MasterKey } from './key'
import type { Random } from './random'
import { systemRandom } from './random'

const version = 1
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes

/** Why a sealed text does not open. It says nothing of the contents. */
export type CannotOpen =
  /** Too short, not base64, or its contents are not what they should be. */
  | { readonly is: 'not sealed text' }
  /** Sealed by a newer program. */
  | { readonly is: 'unknown version' }
  /** Another key, another context, or tampered with. */
  | { readonly is: 'does not fit' }

/** A key seals at most 2^32 texts: nonces are drawn at random. */
export const sealBytes = (
  key: DataKey | MasterKey,
  context: Uint8Array,
  plain: Uint8Array,
  random: Random = systemRandom,
): Buffer => {
  const nonce = random(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(context)
  const sealed = cipher.update(plain)
  cipher.final()
  return Buffer.concat([Uint8Array.of(version), nonce, sealed, cipher.getAuthTag()])
}

export const openBytes = (
  key: DataKey | MasterKey,
  context: Uint8Array,
  sealed: Uint8Array,
): Either<CannotOpen, Buffer> => {
  if (sealed.length < headBytes + tagBytes) return left({ is: 'not sealed text' })
  if (sealed[0] !== version) return left({ is: 'unknown version' })
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, headBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(context)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    const plain = decipher.update(sealed.subarray(headBytes, sealed.length - tagBytes))
    decipher.final()
    return right(plain)
  } catch {
    // node:crypto throws for a tag that does not fit; its error is not passed on.
    return left({ is: 'does not fit' })
  }
}

const textContext = ({ campaign, purpose }: SealContext): Uint8Array =>
  associated(['text', campaign, purpose])

/** Seals a text under a campaign's key; base64. The same text is another one each time. */
export const seal = (
  key: DataKey,
  context: SealContext,
  text: string,
  random: Random = systemRandom,
): string => sealBytes(key, textContext(context), Buffer.from(text), random).toString('base64')

/** Opens what `seal` made in the same context. */
export const open = (key: DataKey, context: SealContext, sealed: string): Either<CannotOpen, string> => {
  const opened = openBytes(key, textContext(context), Buffer.from(sealed, 'base64'))
  return opened._tag === 'Left' ? opened : right(opened.right.toString())
}
