/** Signed checkpoints of a log, in the forms that transparency logs use. */
export { keyOfLog, openCheckpoint, originOf, signCheckpoint } from './checkpoint'
export type { Checkpoint, NotSigned } from './checkpoint'
export { isKeyName, newKey, privateKeyText, publicKeyText, readPrivateKey, readPublicKey } from './key'
export type { MalformedKey, PrivateKey, PublicKey } from './key'
export { isSignedBy, readNote, signNote } from './note'
export type { MalformedNote, Note, Signature } from './note'
