/** A flag of every revocation. */
export const killHolder = 'end (SIGKILL) a process that a signal has stopped while it holds the log locked'
