/** Folders under the system's temporary folder; none of them stays, also when a bench fails. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A fresh folder that goes with this process. */
export const freshFolder = (name) => {
  const folder = mkdtempSync(join(tmpdir(), `lastcall-bench-${name}-`))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A folder that a second run finds again. */
export const keptFolder = (name) => join(tmpdir(), `lastcall-bench-${name}`)

export const remove = (folder) => rmSync(folder, { recursive: true, force: true })
