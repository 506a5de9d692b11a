/** Where unpredictable bytes come from, as a port. */
import { randomBytes } from 'node:crypto'

export type Random = (bytes: number) => Uint8Array

/** The operating system's generator. */
export const systemRandom: Random = randomBytes
