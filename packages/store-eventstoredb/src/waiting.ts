/** Waiting for a promise, and not for ever: the timer is ours and monotonic, whatever the wall clock does. */

export type Waited<T> =
  | { readonly is: 'answered'; readonly value: T }
  | { readonly is: 'failed'; readonly error: unknown }
  /** Nothing came in time. It may still come; nobody hears it. */
  | { readonly is: 'silent' }

export const waited = <T>(ms: number, promise: Promise<T>): Promise<Waited<T>> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ is: 'silent' }), ms)
    promise
      .then(
        (value) => resolve({ is: 'answered', value }),
        (error: unknown) => resolve({ is: 'failed', error }),
      )
      .finally(() => clearTimeout(timer))
  })

export interface Bell {
  readonly ring: () => void
  /** Resolves at the next ring, also at one that nobody waited for; at the abort; or after `ms`. */
  readonly wait: (ms: number) => Promise<void>
}

export const bell = (until: AbortSignal): Bell => {
  let rung = false
  let wake = (): void => undefined
  return {
    ring: () => {
      rung = true
      wake()
    },
    wait: async (ms) => {
      if (!rung && !until.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            until.removeEventListener('abort', wake)
            resolve()
          }
          until.addEventListener('abort', wake)
        })
        until.removeEventListener('abort', wake)
      }
      rung = false
      wake = () => undefined
    },
  }
}
