/** What is printed where: answers on standard output, everything else on standard error; colours on a terminal only. */
import { createColors } from 'picocolors'
import { exitCodes } from '../exit'
import type { Outcome } from '../outcome'
import { troubleText } from '../outcome'

export interface Terminal {
  readonly json: boolean
  /** Somebody sits there: progress may be drawn and questions asked. */
  readonly isInteractive: boolean
  readonly colours: ReturnType<typeof createColors>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** Node leaves `isTTY` out where there is no terminal, whatever its types say. */
const isTerminal = (stream: { readonly isTTY?: boolean }): boolean => stream.isTTY === true

export const terminalOf = (json: boolean): Terminal => ({
  json,
  isInteractive: !json && isTerminal(process.stdout) && isTerminal(process.stdin),
  // Never undefined: that would leave it to the library, which colours pipes too where CI is set.
  colours: createColors(!json && isTerminal(process.stdout) && process.env['NO_COLOR'] === undefined),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})

/** Prints the outcome and answers its exit code. With `--json` troubles too are one object on standard output. */
export const conclude = (terminal: Terminal, outcome: Outcome): number => {
  const { json, colours, out, err } = terminal
  if (outcome._tag === 'Left') {
    const { ending, ...told } = outcome.left
    if (json) out(`${JSON.stringify({ error: { ...told, exit: ending } })}\n`)
    else err(`${colours.red('lastcall:')} ${troubleText(outcome.left)}\n`)
    return exitCodes[ending]
  }
  const { text, ending = 'done' } = outcome.right
  out(json ? `${JSON.stringify(outcome.right.json)}\n` : text === '' ? '' : `${text}\n`)
  return exitCodes[ending]
}
