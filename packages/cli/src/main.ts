#!/usr/bin/env node
/** The `lastcall` process: one command line, one exit code. */
import { exitCodes } from './exit'
import { lastcall } from './program'

lastcall(process.argv).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(
      `lastcall: a defect: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
    )
    if (process.argv.includes('--json'))
      process.stdout.write(
        `${JSON.stringify({ error: { is: 'defect', what: 'a defect; see standard error', exit: 'defect' } })}\n`,
      )
    process.exit(exitCodes.defect)
  },
)
