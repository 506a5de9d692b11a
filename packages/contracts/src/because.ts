/** A case that fails tells why its promise is asked, so that an author learns what would come of breaking it. */

export interface Reasoned {
  /** Told behind the failure of a case. */
  readonly why?: string
}

export const because = <C extends Reasoned>(why: string, cases: readonly C[]): readonly C[] =>
  cases.map((one) => ({ ...one, why }))

/** Waits for a check; where it fails, its error says why the promise is asked too. */
export const explained = ({ why }: Reasoned, checking: Promise<void>): Promise<void> =>
  checking.catch((error: unknown) => {
    const { message, stack = message } = error instanceof Error ? error : new Error(String(error))
    const words = `${message}\n\nWhy this is asked: ${why ?? 'the port says so'}`
    const told = new Error(words, { cause: error })
    // The place that is shown is the check's own, not this one.
    told.stack = `Error: ${words}${stack.slice(Math.max(0, stack.indexOf('\n    at ')))}`
    throw told
  })
