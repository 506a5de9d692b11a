/** A queue that is never changed: what joins it copies a page of it at most, however long it has become. */

export interface Queue<T> {
  readonly length: number
  /** In front of `last`, each of `pageSize`. */
  readonly pages: readonly (readonly T[])[]
  readonly last: readonly T[]
}

/** As many leave it together, at most. */
export const pageSize = 256

const nothing: Queue<never> = { length: 0, pages: [], last: [] }

export const emptyQueue = <T>(): Queue<T> => nothing

export const enqueued = <T>({ length, pages, last }: Queue<T>, one: T): Queue<T> =>
  last.length < pageSize
    ? { length: length + 1, pages, last: [...last, one] }
    : { length: length + 1, pages: [...pages, last], last: [one] }

/** The first page, and the queue behind it. */
export const firstPage = <T>({ length, pages, last }: Queue<T>): readonly [readonly T[], Queue<T>] => {
  const [first, ...rest] = pages
  return first === undefined ? [last, nothing] : [first, { length: length - pageSize, pages: rest, last }]
}

export const inOrder = <T>({ pages, last }: Queue<T>): readonly T[] => [...pages.flat(), ...last]
