/** What every command is given: how to talk, where the installation is, and who acts. */
import type { Terminal } from './terminal/terminal'

export interface Context {
  readonly terminal: Terminal
  /** Path of the configuration file, as given. */
  readonly configPath: string
  /** `--store`, as given: a file, or the address of a server, which may hold a password. */
  readonly store: string | undefined
  /** `--as`, as given. */
  readonly as: string | undefined
}
