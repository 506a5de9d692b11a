/** Reads the whole file and writes nothing to the log: what is valid, what is rejected, or why all of it is refused. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { ColumnChoice, Columns } from './columns'
import { columnsOf } from './columns'
import type { ImportLimits } from './limits'
import { seenNumbers } from './number/seen'
import type { ImportProblem, Rejected, RowProblem } from './problem'
import type { RejectsSink } from './rejects'
import { rejectsHeader, rejectsText } from './rejects'
import type { RowRules } from './row'
import { checkRow } from './row'
import type { RecipientsSource } from './source'
import type { TableRow } from './table'
import { readTable } from './table'
import type { Verdicts } from './verdicts'
import { verdicts } from './verdicts'

export interface FirstPass {
  readonly choice: ColumnChoice
  readonly rules: RowRules
  readonly limits: ImportLimits
  readonly strict: boolean
  readonly rejects: RejectsSink | null
  readonly onRows: (rows: number) => void
}

export interface Checked {
  readonly columns: Columns
  readonly verdicts: Verdicts
  readonly sha256: string
  readonly rejected: number
}

interface Tally {
  columns: Columns | null
  readonly verdicts: Verdicts
  first: Rejected | null
  rejected: number
}

/** Adds the row to the verdicts; what it answers goes onto the list. */
const rowTaker = (
  pass: FirstPass,
  tally: Tally,
): ((columns: Columns, row: TableRow) => RowProblem | null) => {
  const seen = seenNumbers()
  return (columns, { line, cells }) => {
    const checked = checkRow(pass.rules, columns, cells)
    if (checked._tag === 'Left') return checked.left
    const number = Number(checked.right.slice(1))
    const firstLine = seen.firstLine(number, line)
    if (firstLine !== null) return { is: 'duplicate', firstLine }
    tally.verdicts.add(number)
    return null
  }
}

const list = async (
  pass: FirstPass,
  tally: Tally,
  rejected: readonly Rejected[],
): Promise<ImportProblem | null> => {
  if (rejected.length === 0) return null
  const header = tally.rejected === 0 ? rejectsHeader : ''
  tally.first ??= rejected[0] ?? null
  tally.rejected += rejected.length
  const why = pass.rejects === null ? null : await pass.rejects.write(header + rejectsText(rejected))
  return why === null ? null : { is: 'rejects unwritable', why }
}

const verdictOn = (pass: FirstPass, tally: Tally): ImportProblem | null => {
  const rows = tally.verdicts.rows()
  if (tally.columns === null) return { is: 'empty file' }
  if (tally.first === null) return rows === 0 ? { is: 'header without rows' } : null
  if (tally.verdicts.accepted() === 0) return { is: 'no valid row', rows, first: tally.first }
  return pass.strict ? { is: 'rows rejected', rejected: tally.rejected, first: tally.first } : null
}

export const firstPass = async (
  source: RecipientsSource,
  pass: FirstPass,
): Promise<Either<ImportProblem, Checked>> => {
  const tally: Tally = { columns: null, verdicts: verdicts(), first: null, rejected: 0 }
  const takeRow = rowTaker(pass, tally)
  const take = async (rows: readonly TableRow[]): Promise<ImportProblem | null> => {
    const rejected: Rejected[] = []
    for (const row of rows) {
      if (tally.columns === null) {
        const columns = columnsOf(row.cells, pass.choice, pass.limits)
        if (columns._tag === 'Left') return columns.left
        tally.columns = columns.right
        continue
      }
      const problem = takeRow(tally.columns, row)
      if (tally.verdicts.accepted() > pass.limits.recipients) {
        return { is: 'too many recipients', line: row.line, most: pass.limits.recipients }
      }
      if (problem === null) continue
      tally.verdicts.add(null)
      rejected.push({ line: row.line, problem })
    }
    pass.onRows(tally.verdicts.rows())
    return list(pass, tally, rejected)
  }
  const read = await readTable(source, pass.limits, take)
  const why = (await pass.rejects?.close()) ?? null
  if (read._tag === 'Left') return read
  if (why !== null) return left({ is: 'rejects unwritable', why })
  const problem = verdictOn(pass, tally)
  if (problem !== null || tally.columns === null) return left(problem ?? { is: 'empty file' })
  const { columns, rejected } = tally
  return right({ columns, verdicts: tally.verdicts, sha256: read.right.sha256, rejected })
}
