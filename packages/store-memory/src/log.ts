/** What several handles share, like processes one file: every event in commit order, and the streams they stand in. */
import type { Position, Recorded, StreamName } from '@lastcall/eventlog'
import { position } from '@lastcall/eventlog'

export interface MemoryLog {
  /** Null: deleted. Its position stays taken. */
  readonly entries: (Recorded | null)[]
  readonly streams: Map<StreamName, Recorded[] | 'deleted'>
  /** Each is called after a commit and when a handle closes; it looks by itself what is new. */
  readonly bells: Set<() => void>
}

export const memoryLog = (): MemoryLog => ({ entries: [], streams: new Map(), bells: new Set() })

export const ring = (log: MemoryLog): void => {
  for (const bell of [...log.bells]) bell()
}

/** Of one width, so that positions order as strings do. */
export const positionAt = (index: number): Position => position(String(index).padStart(16, '0'))

const shape = /^\d{16}$/

/** The index of the entry at a position. Throws on what no memory log ever gave out. */
export const indexOf = (at: Position): number => {
  if (!shape.test(at)) throw new Error('not a position of a log in memory')
  return Number(at)
}

/** What a stream holds; nothing where it never was or is deleted. */
export const eventsOf = (log: MemoryLog, of: StreamName): readonly Recorded[] => {
  const held = log.streams.get(of)
  return held === undefined || held === 'deleted' ? [] : held
}
