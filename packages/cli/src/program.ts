/** The command line: every command with its options and an example; what they do lies in `commands/`. */
import { Command, CommanderError, Option } from '@commander-js/extra-typings'
import { audit } from './commands/audit'
import { campaign } from './commands/campaign'
import { deleteCampaign } from './commands/delete'
import { demo } from './commands/demo'
import { init } from './commands/init'
import { network } from './commands/network'
import { outreach } from './commands/outreach'
import { status } from './commands/status'
import { stop } from './commands/stop'
import { uncalled } from './commands/uncalled'
import { worker } from './commands/worker'
import type { Context } from './context'
import { exitCodes } from './exit'
import type { Outcome } from './outcome'
import { conclude, terminalOf } from './terminal/terminal'

/** A command registers itself with this and is handed its context when it runs. */
export interface Registry {
  readonly command: (name: string) => Command
  /** Wraps a command's work: gives it a context, prints its outcome, sets the exit code. */
  readonly run: <A extends readonly unknown[]>(
    work: (context: Context, ...args: A) => Promise<Outcome>,
  ) => (...args: A) => Promise<void>
}

const exitHelp = Object.entries(exitCodes)
  .map(([name, code]) => `  ${code}  ${name}`)
  .join('\n')

const build = (onEnd: (code: number) => void): Command => {
  const program = new Command('lastcall')
    .description('Outbound voice campaigns that can prove when the last call went out.')
    .version('0.1.0')
    .option('--json', 'print one JSON object instead of text', false)
    .option('-c, --config <file>', 'the installation', 'lastcall.json')
    .addOption(new Option('--as <user>', 'act for another user, where the configuration grants it'))
    .addHelpText('after', `\nExit codes:\n${exitHelp}\n\nExample:\n  lastcall demo`)
    .exitOverride()
  const registry: Registry = {
    command: (name) => program.command(name),
    run:
      (work) =>
      async (...args) => {
        const { json, config, as } = program.opts()
        const terminal = terminalOf(json)
        onEnd(conclude(terminal, await work({ terminal, configPath: config, as }, ...args)))
      },
  }
  for (const register of [init, demo, campaign, outreach, worker, network, stop, deleteCampaign, uncalled])
    register(registry)
  for (const register of [status, audit]) register(registry)
  return program
}

/** Runs one command line; answers the exit code. A defect rejects. */
export const lastcall = async (argv: readonly string[]): Promise<number> => {
  let code: number = exitCodes.done
  try {
    await build((ended) => {
      code = ended
    }).parseAsync([...argv])
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and version are no errors; everything else that commander complains of is the command line's fault.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  }
  return code
}
