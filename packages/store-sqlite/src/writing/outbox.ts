/** Gathers what one turn of the event loop brings, and sends it at once: a message costs as much as an append. */
export const newOutbox = <T>(send: (all: readonly T[]) => void): ((one: T) => void) => {
  let gathered: T[] = []
  const flush = (): void => {
    const all = gathered
    gathered = []
    send(all)
  }
  return (one) => {
    // The next tick comes when every promise that is settled now has been heard.
    if (gathered.push(one) === 1) process.nextTick(flush)
  }
}
