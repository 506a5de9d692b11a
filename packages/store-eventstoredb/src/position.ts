/** Places in the whole log: two byte offsets, as text of one width, so that they order as strings do. */
import type { Position } from '@lastcall/eventlog'
import { position } from '@lastcall/eventlog'

export interface LogPlace {
  readonly commit: bigint
  readonly prepare: bigint
}

const hex = (offset: bigint): string => offset.toString(16).padStart(16, '0')
const shape = /^([0-9a-f]{16})-([0-9a-f]{16})$/

export const positionOf = ({ commit, prepare }: LogPlace): Position =>
  position(`${hex(commit)}-${hex(prepare)}`)

/** Throws on what this store never gave out. */
export const placeOf = (at: Position): LogPlace => {
  const [, commit, prepare] = shape.exec(at) ?? []
  if (commit === undefined || prepare === undefined) throw new Error('the position is not one of this store')
  return { commit: BigInt(`0x${commit}`), prepare: BigInt(`0x${prepare}`) }
}

export const later = (one: Position | null, other: Position | null): Position | null =>
  one === null || (other !== null && other > one) ? other : one
