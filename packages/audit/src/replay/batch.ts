/** Permissions to dial, as the campaign's stream has them: kept in columns, and told as records. */
import type { IncarnationId, OutreachId } from '@lastcall/domain'
import type { Stood } from './attempt'
import type { Columns } from './columns'
import { addRow, noColumns, none, setValue, valueAt } from './columns'
import type { Names } from './names'
import { nameAt, placeOf } from './names'

/** One `CallsAuthorized`. */
export interface Batch extends Stood {
  readonly outreach: OutreachId
  readonly incarnation: IncarnationId
  readonly permitMs: number
  readonly calls: number
  /** How far the facts of this outreach were known; -1: none. */
  readonly factsSeen: number
  /** How far the facts of each outreach were known; an outreach that is not named had no open call. */
  readonly callsSeen: readonly (readonly [OutreachId, number | null])[]
  readonly suppressionSeen: number | null
}

/** `looks`: how many had been written down before. Names are places in a `Names`. */
const kept = {
  ...{ at: 0, us: 1, outreach: 2, incarnation: 3, permitMs: 4, calls: 5, factsSeen: 6, suppressionSeen: 7 },
  looks: 8,
} as const
const look = { outreach: 0, seen: 1 } as const

export interface Batches {
  readonly columns: Columns
  /** How far each batch had read each outreach, one after the other. */
  readonly looks: Columns
}

export const noBatches = (): Batches => ({
  columns: noColumns(Object.keys(kept).length),
  looks: noColumns(Object.keys(look).length),
})

export const addBatch = ({ columns, looks }: Batches, names: Names, batch: Batch): void => {
  const row = addRow(columns)
  setValue(columns, row, kept.at, batch.at)
  setValue(columns, row, kept.us, batch.us)
  setValue(columns, row, kept.outreach, placeOf(names, batch.outreach))
  setValue(columns, row, kept.incarnation, placeOf(names, batch.incarnation))
  setValue(columns, row, kept.permitMs, batch.permitMs)
  setValue(columns, row, kept.calls, batch.calls)
  setValue(columns, row, kept.factsSeen, batch.factsSeen)
  setValue(columns, row, kept.suppressionSeen, batch.suppressionSeen ?? none)
  setValue(columns, row, kept.looks, looks.size)
  for (const [outreach, seen] of batch.callsSeen) {
    const at = addRow(looks)
    setValue(looks, at, look.outreach, placeOf(names, outreach))
    setValue(looks, at, look.seen, seen ?? none)
  }
}

const orNull = (value: number): number | null => (value === none ? null : value)

export const standsAt = ({ columns }: Batches, row: number): Stood => ({
  at: valueAt(columns, row, kept.at),
  us: valueAt(columns, row, kept.us),
})
export const outreachOf = ({ columns }: Batches, names: Names, row: number): OutreachId =>
  nameAt(names, valueAt(columns, row, kept.outreach)) as OutreachId
export const incarnationOf = ({ columns }: Batches, names: Names, row: number): IncarnationId =>
  nameAt(names, valueAt(columns, row, kept.incarnation)) as IncarnationId
export const permitOf = ({ columns }: Batches, row: number): number => valueAt(columns, row, kept.permitMs)
export const factsSeenBy = ({ columns }: Batches, row: number): number =>
  valueAt(columns, row, kept.factsSeen)

const callsSeenBy = ({ columns, looks }: Batches, names: Names, row: number): Batch['callsSeen'] => {
  const seen: (readonly [OutreachId, number | null])[] = []
  const end = row + 1 < columns.size ? valueAt(columns, row + 1, kept.looks) : looks.size
  for (let at = valueAt(columns, row, kept.looks); at < end; at += 1) {
    const outreach = nameAt(names, valueAt(looks, at, look.outreach)) as OutreachId
    seen.push([outreach, orNull(valueAt(looks, at, look.seen))])
  }
  return seen
}

export const batchAt = (batches: Batches, names: Names, row: number): Batch => ({
  at: valueAt(batches.columns, row, kept.at),
  us: valueAt(batches.columns, row, kept.us),
  outreach: outreachOf(batches, names, row),
  incarnation: incarnationOf(batches, names, row),
  permitMs: permitOf(batches, row),
  calls: valueAt(batches.columns, row, kept.calls),
  factsSeen: factsSeenBy(batches, row),
  callsSeen: callsSeenBy(batches, names, row),
  suppressionSeen: orNull(valueAt(batches.columns, row, kept.suppressionSeen)),
})
