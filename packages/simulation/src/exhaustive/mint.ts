/** Where new ids come from: counted up, and given back to the node, so that the same edge makes the same ids. */
import { hex } from '../seed/draw'

export const mint = { next: 0 }

export const newId = (): string => {
  mint.next += 1
  return hex(mint.next)
}
