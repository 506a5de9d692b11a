/** `lastcall uncalled`: who was not reached by an ended outreach, counted, and exported to be scheduled again (R9). */
import type { Failure, UncalledSet } from '@lastcall/campaigns'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer, trouble } from '../outcome'
import { outreachId } from '../wiring/ids'
import { withOpened } from '../wiring/open'
import { depsOf, failed } from '../wiring/use-cases'

export interface UncalledFlags {
  readonly export?: string | undefined
  readonly includeInFlight: boolean
}

const setsOf = (inFlight: boolean): readonly UncalledSet[] =>
  inFlight ? ['never attempted', 'not reached', 'in flight'] : ['never attempted', 'not reached']

/** A file that is there is not replaced. The failure that ended the export early, or null. */
const writeCsv = async (
  path: string,
  csv: AsyncIterable<Either<Failure, string>>,
): Promise<Either<Trouble, Failure | null>> => {
  let failure: Failure | null = null
  async function* texts(): AsyncGenerator<string> {
    for await (const piece of csv) {
      if (piece._tag === 'Right') yield piece.right
      else failure = piece.left
    }
  }
  try {
    await pipeline(texts(), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    const what = code === 'EEXIST' ? 'there is a file already' : `it cannot be written (${code})`
    return trouble({ ending: 'usage', is: 'cannot export', what, where: path, todo: 'Name another file.' })
  }
  return right(failure)
}

export const listUncalled = (context: Context, text: string, flags: UncalledFlags): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const id = outreachId(text)
    if (id._tag === 'Left') return id
    const { uncalled, exportCsv } = await import('@lastcall/campaigns')
    const found = await uncalled(depsOf(opened))(id.right)()
    if (found._tag === 'Left') return failed(found.left, text)
    const { counts, recipients } = found.right
    const lines = Object.entries(counts).map(([set, count]) => `${set.padEnd(16)} ${count}`)
    if (flags.export === undefined) return answer({ outreach: text, counts }, lines.join('\n'))
    const written = await writeCsv(flags.export, exportCsv(recipients(setsOf(flags.includeInFlight))))
    if (written._tag === 'Left') return written
    if (written.right !== null) return failed(written.right, text)
    const told = `exported to ${flags.export}; schedule it again with \`lastcall outreach schedule\``
    return answer({ outreach: text, counts, file: flags.export }, [...lines, told].join('\n'))
  })
