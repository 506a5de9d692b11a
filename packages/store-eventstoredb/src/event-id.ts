/** The server knows ids as UUIDs with dashes; ours are the same 128 bits without, and both must come back as they went. */
import type { EventId } from '@lastcall/eventlog'
import { eventId } from '@lastcall/eventlog'

/** The metadata field that marks an id which had dashes already. No event of the house has such an id or field. */
export const dashedField = '$dashedId'

const plain = /^[0-9a-f]{32}$/
const dashed = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export interface WireId {
  readonly uuid: string
  readonly wasDashed: boolean
}

/** Null: not 128 bits in lower-case hexadecimal. */
export const wireIdOf = (id: EventId): WireId | null => {
  if (dashed.test(id)) return { uuid: id, wasDashed: true }
  if (!plain.test(id)) return null
  const parts = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)]
  return { uuid: parts.join('-'), wasDashed: false }
}

export const eventIdOf = ({ uuid, wasDashed }: WireId): EventId =>
  eventId(wasDashed ? uuid : uuid.replaceAll('-', ''))
