#!/usr/bin/env node
/** The `lastcall` process: one command line, one exit code. */
import { exitCodes } from './exit'
import { lastcall } from './program'

/**
 * Once everything is written. A library may still wait for something that nobody needs: gRPC asks the DNS for settings of
 * the log's server, and where that never answers a command that is done would stay for half a minute.
 */
const leave = (code: number): void => {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}

lastcall(process.argv).then(leave, (error: unknown) => {
  process.stderr.write(
    `lastcall: a defect: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
  )
  if (process.argv.includes('--json'))
    process.stdout.write(
      `${JSON.stringify({ error: { is: 'defect', what: 'a defect; see standard error', exit: 'defect' } })}\n`,
    )
  process.exit(exitCodes.defect)
})
