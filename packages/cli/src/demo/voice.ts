/** How the demonstration speaks while it runs: a bar on a terminal, a line now and then elsewhere, nothing with `--json`. */
import { SingleBar } from 'cli-progress'
import type { Terminal } from '../terminal/terminal'
import type { Voice } from './play'
import { calledIn } from './watch'

export interface DemoVoice extends Voice {
  readonly end: () => void
}

const silent: DemoVoice = { say: () => undefined, show: () => undefined, end: () => undefined }
const plainEveryMs = 2_000

export const voiceOn = ({ json, isInteractive, out }: Terminal): DemoVoice => {
  if (json) return silent
  const began = performance.now()
  const seconds = (): string => ((performance.now() - began) / 1_000).toFixed(1).padStart(5)
  const format = '        {bar} {value}/{total} called, {ringing} ringing, {connected} talking'
  const bar = isInteractive
    ? new SingleBar({ format, hideCursor: true, clearOnComplete: true, barsize: 24 })
    : null
  let barUp = false
  let shownAt = -plainEveryMs
  const lower = (): void => {
    if (barUp) bar?.stop()
    barUp = false
  }
  return {
    say: (line) => {
      lower()
      out(`${seconds()} s ${line}\n`)
    },
    show: ({ recipients }, { counts }) => {
      const { ringing, connected } = counts
      const called = calledIn(counts, recipients)
      if (bar !== null) {
        if (!barUp) bar.start(recipients, called, { ringing, connected })
        barUp = true
        bar.update(called, { ringing, connected })
        return
      }
      if (performance.now() - shownAt < plainEveryMs) return
      shownAt = performance.now()
      out(`${seconds()} s   ${called}/${recipients} called, ${ringing} ringing, ${connected} talking\n`)
    },
    end: lower,
  }
}
