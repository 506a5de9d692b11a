/** How a command ended, as its exit code. Part of the interface: the numbers never change their meaning. */

export const exitCodes = {
  /** Everything that was asked for was done. */
  done: 0,
  /** A defect of Lastcall, or something that nobody foresaw. */
  defect: 1,
  /** The command line, the configuration or an input file is wrong. */
  usage: 2,
  /** The rules say no: the role is missing, the outreach has completed, the confirmation was not given. */
  refused: 3,
  /** There is no such campaign, outreach or attempt. */
  'not found': 4,
  /** A store, the keys or the carrier cannot be used now; the same command may succeed later. */
  unavailable: 5,
  /** The audit found a broken promise. Do not dial. */
  violation: 6,
} as const

export type Ending = keyof typeof exitCodes
