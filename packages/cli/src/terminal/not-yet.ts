/** While a stop or a deletion is not committed, a person is told so and why: at first, then once a second. */
import type { Terminal } from './terminal'

/** `because`: what it waits for, if that is known. */
export type NotYet = (waitedMs: number, because?: string) => void

const tellEveryMs = 1_000

export const notYetOn = ({ err }: Terminal, requested: 'stop' | 'deletion'): NotYet => {
  let toldAt: number | null = null
  return (waitedMs, because) => {
    const now = performance.now()
    if (toldAt !== null && now - toldAt < tellEveryMs) return
    toldAt = now
    const why = because === undefined ? '' : `: ${because}`
    err(`${requested} requested, not committed yet (${Math.round(waitedMs / 1_000)} s)${why}\n`)
  }
}
