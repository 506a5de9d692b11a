/** A telephone number as a token: equal numbers have equal tokens under one secret, and nobody goes back without it. */
import { createHmac } from 'node:crypto'

const tokenDigits = 32

/** 128 bits of HMAC-SHA256 in lower-case hex. `number`: E.164, so that one number is written in one way. */
export const numberToken = (secret: Uint8Array, number: string): string =>
  createHmac('sha256', secret).update(number).digest('hex').slice(0, tokenDigits)
