/** The Merkle tree of RFC 6962, and what can be proved with it. */
export { isConsistent, isIncluded } from './check'
export type { Head, Included } from './check'
export { emptyRoot, hashBytes, leafHash, nodeHash } from './hash'
export type { Hash } from './hash'
export { consistencyProof, inclusionProof, rootOfLeaves } from './proof'
export { appendEntry, appendHash, emptyRange, rootOf } from './range'
export type { CompactRange } from './range'
