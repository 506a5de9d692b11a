/** What every command is given: how to talk, where the installation is, and who acts. */
import type { Terminal } from './terminal/terminal'

export interface Context {
  readonly terminal: Terminal
  /** Path of the configuration file, as given. */
  readonly configPath: string
  /** `--as`, as given. */
  readonly as: string | undefined
}
