/** A flag of every revocation. */
export const killHolder =
  'end (SIGKILL) a process that a signal has stopped while it holds, or probably holds, the log locked'
