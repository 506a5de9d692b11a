/** SIGTERM and SIGINT: the first asks to leave in an orderly way, the second leaves at once. */

/** As a shell reports a process ended by SIGTERM: 128 + 15. */
const leftAtOnce = 143

/** Resolves at the first signal. A second one ends the process with exit code 143. */
export const askedToLeave = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false
    const on = (): void => {
      if (asked) process.exit(leftAtOnce)
      asked = true
      resolve()
    }
    process.on('SIGTERM', on)
    process.on('SIGINT', on)
  })
