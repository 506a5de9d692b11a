/** One source of events, any number of listeners; each hears everything from when it began to listen. */
export interface Broadcast<T> {
  readonly tell: (item: T) => void
  /** Listening begins with this call; the iteration ends when `until` is aborted. Unheard items wait in memory. */
  readonly listen: (until: AbortSignal) => AsyncIterable<T>
  /** Ends every iteration. */
  readonly end: () => void
}

interface Listener<T> {
  readonly hear: (item: T) => void
  readonly end: () => void
}

const listening = <T>(
  until: AbortSignal,
  gone: (listener: Listener<T>) => void,
): [Listener<T>, AsyncIterable<T>] => {
  let waiting: T[] = []
  let over = until.aborted
  let wake: () => void = () => undefined
  const end = (): void => {
    over = true
    gone(listener)
    wake()
  }
  const listener: Listener<T> = {
    hear: (item) => {
      waiting.push(item)
      wake()
    },
    end,
  }
  until.addEventListener('abort', end, { once: true })
  const items = async function* (): AsyncGenerator<T> {
    try {
      while (!over) {
        const batch = waiting
        waiting = []
        for (const item of batch) {
          if (until.aborted) return
          yield item
        }
        if (batch.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve
            if (over || waiting.length > 0) resolve()
          })
        }
      }
    } finally {
      until.removeEventListener('abort', end)
      end()
    }
  }
  return [listener, { [Symbol.asyncIterator]: items }]
}

export const broadcast = <T>(): Broadcast<T> => {
  const listeners = new Set<Listener<T>>()
  return {
    tell: (item) => {
      for (const listener of listeners) listener.hear(item)
    },
    listen: (until) => {
      const [listener, items] = listening<T>(until, (gone) => void listeners.delete(gone))
      if (!until.aborted) listeners.add(listener)
      return items
    },
    end: () => {
      for (const listener of [...listeners]) listener.end()
    },
  }
}
