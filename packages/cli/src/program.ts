/** The command line: every command with its options and an example; what they do lies in `commands/`. */
import type { CommandUnknownOpts } from '@commander-js/extra-typings'
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
import { store } from './commands/store'
import { uncalled } from './commands/uncalled'
import { worker } from './commands/worker'
import { exitCodes } from './exit'
import type { Outcome } from './outcome'
import { trouble } from './outcome'
import type { Registry } from './registry'
import { conclude, terminalOf } from './terminal/terminal'

/** In the order of the help. */
const commands: readonly ((registry: Registry) => void)[] = [
  init,
  demo,
  campaign,
  outreach,
  worker,
  network,
  stop,
  deleteCampaign,
  uncalled,
  status,
  audit,
  store,
]

const exitHelp = Object.entries(exitCodes)
  .map(([name, code]) => `  ${code}  ${name}`)
  .join('\n')

const exitLine = Object.entries(exitCodes)
  .map(([name, code]) => `${code} ${name}`)
  .join(', ')

/** Those that do something: groups only lead to them. */
const leaves = (command: CommandUnknownOpts): readonly CommandUnknownOpts[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves)

const build = (json: boolean, onEnd: (code: number) => void): Command => {
  const program = new Command('lastcall')
    .description('Outbound voice campaigns that can prove when the last call went out.')
    .version('0.1.0')
    .option('--json', 'print one JSON object instead of text', false)
    .option('-c, --config <file>', 'the installation', 'lastcall.json')
    .option('--store <store>', 'instead of the log of the installation: a file, or esdb://host:2113')
    .addOption(new Option('--as <user>', 'act for another user, where the configuration grants it'))
    .addHelpText('after', `\nExit codes:\n${exitHelp}\n\nExample:\n  lastcall demo`)
    .exitOverride()
    .configureOutput(json ? { writeErr: () => undefined } : {})
  const registry: Registry = {
    command: (name) => program.command(name),
    run:
      (work) =>
      async (...args) => {
        const { json, config, store, as } = program.opts()
        const terminal = terminalOf(json)
        onEnd(conclude(terminal, await work({ terminal, configPath: config, store, as }, ...args)))
      },
  }
  for (const register of commands) register(registry)
  for (const leaf of leaves(program)) leaf.addHelpText('after', `\nExit codes: ${exitLine}`)
  return program
}

const misused = ({ message }: CommanderError): Outcome =>
  trouble({
    ending: 'usage',
    is: 'bad command line',
    // Without any command its help would have been shown.
    what: message === '(outputHelp)' ? 'no command was given' : message.replace(/^error: /, ''),
    todo: 'See `lastcall --help`, or the command with --help.',
  })

/** Runs one command line; answers the exit code. A defect rejects. */
export const lastcall = async (argv: readonly string[]): Promise<number> => {
  let code: number = exitCodes.done
  // Asked for here too: what is wrong with a command line is found before its options are known.
  const json = argv.includes('--json')
  try {
    await build(json, (ended) => {
      code = ended
    }).parseAsync([...argv])
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and version are no errors; everything else that commander complains of is the command line's fault.
    if (error.exitCode === 0) return exitCodes.done
    return json ? conclude(terminalOf(true), misused(error)) : exitCodes.usage
  }
  return code
}
