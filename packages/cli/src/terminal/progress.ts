/** Progress on a terminal; nothing elsewhere. */
import type { ImportProgress } from '@lastcall/campaigns'
import { SingleBar } from 'cli-progress'
import type { Terminal } from './terminal'

export interface ImportBar {
  readonly on: (progress: ImportProgress) => void
  readonly end: () => void
}

/** How many rows a file has is known after the first pass. */
export const importProgress = ({ isInteractive }: Terminal): ImportBar => {
  if (!isInteractive) return { on: () => undefined, end: () => undefined }
  const bar = new SingleBar({ format: '{doing} {bar} {value} rows', hideCursor: true, clearOnComplete: true })
  let checked = 0
  bar.start(1, 0, { doing: 'checking' })
  return {
    on: ({ doing, rows }) => {
      if (doing === 'checking') checked = rows
      bar.setTotal(Math.max(1, checked))
      bar.update(rows, { doing })
    },
    end: () => {
      bar.stop()
    },
  }
}
