/** Reads the file again and writes what the first pass found valid; a file that has changed in between is noticed. */
import { recipientsPerChunk } from '@lastcall/domain'
import type { RecipientRow } from '@lastcall/vault'
import type { Failure } from '../failure'
import type { ChunkWriter } from './chunks'
import type { Checked } from './first-pass'
import type { ImportLimits } from './limits'
import { recipientOf } from './row'
import type { RecipientsSource } from './source'
import type { TableRow } from './table'
import { readTable } from './table'

export interface SecondPass {
  readonly checked: Checked
  readonly limits: ImportLimits
  readonly defaultTimeZone: string | null
  readonly writer: ChunkWriter
  readonly onRows: (rows: number) => void
}

type ImportRefused = Extract<Failure, { is: 'import refused' }>

const changed: ImportRefused = { is: 'import refused', problem: { is: 'file changed' } }

/** Null: everything is written. What stands in the stream after a failure must be deleted. */
export const secondPass = async (source: RecipientsSource, pass: SecondPass): Promise<Failure | null> => {
  const { checked, writer } = pass
  const verdict = checked.verdicts.replay()
  let pending: RecipientRow[] = []
  let isHeader = true
  let seen = 0

  const take = async (rows: readonly TableRow[]): Promise<Failure | null> => {
    for (const { cells } of rows) {
      if (isHeader) {
        isHeader = false
        continue
      }
      const number = verdict()
      seen += 1
      if (number === undefined) return changed
      if (number === null) continue
      pending.push(recipientOf(checked.columns, cells, `+${number}`, pass.defaultTimeZone))
      if (pending.length < recipientsPerChunk) continue
      const failure = await writer.write(pending)
      if (failure !== null) return failure
      pending = []
    }
    pass.onRows(seen)
    return null
  }

  const read = await readTable(source, pass.limits, async (rows) => {
    const failure = await take(rows)
    return failure === null ? null : ({ is: 'failed', failure } as const)
  })
  if (read._tag === 'Left') {
    const why = read.left
    if (why.is === 'failed') return why.failure
    // What the first pass read to its end is refused now: it is not the same file.
    return why.is === 'file unreadable' ? { is: 'import refused', problem: why } : changed
  }
  if (read.right.sha256 !== checked.sha256) return changed
  const failure = pending.length === 0 ? null : await writer.write(pending)
  return failure ?? writer.end()
}
