/** Events of about 300 bytes of JSON, like most of ours. */
import { randomBytes } from 'node:crypto'

export const newId = () => randomBytes(16).toString('hex')

export const noted = () => ({ id: newId(), type: 'CallPlaced', data: { said: 'x'.repeat(290) } })

export const many = (count) => Array.from({ length: count }, noted)

export const stream = (k = 0) => `calls-${String(k).padStart(32, '0')}`
