/**
 * The open attempts of one outreach, in columns: a fold opens and closes each authorization once, so here neither
 * may leave anything to be collected. An index of open addressing finds the row of a recipient.
 */
import type { AttemptId, IncarnationId } from '../ids'

/** An authorization without a terminal fact. */
export interface OpenAttempt {
  readonly recipient: number
  readonly n: number
  readonly attempt: AttemptId
  readonly incarnation: IncarnationId
  readonly permitMs: number
}

/** What the calls of one batch have in common. */
type Permit = Pick<OpenAttempt, 'incarnation' | 'permitMs'>

type Put = (recipient: number, n: number, attempt: AttemptId, permit: Permit) => void

/** At most one for each recipient. Owned by the fold and used linearly, like the packed codes beside it. */
export interface OpenAttempts {
  /** How many are open. */
  readonly size: number
  readonly get: (recipient: number) => OpenAttempt | undefined
  /** Each of them, as they stand now, in the order in which the fold opened them. */
  readonly values: () => readonly OpenAttempt[]
  /** Only where the recipient has none: an earlier one is closed first. */
  readonly put: Put
  readonly close: (recipient: number) => void
}

const leastBits = 5
/** Knuth's multiplicative hash: neighbours are spread, and the highest bits are the best ones. */
const golden = 0x9e3779b1

/** Stands in the place of a recipient whose attempt is closed. */
const closed = -1
/** More than these are mostly holes, and whoever looks through the attempts would look through holes. */
const mostRows = (size: number): number => 4 * size + 64

const emptyIndex = (bits: number) => ({
  bits,
  mask: 2 ** bits - 1,
  /** Row + 1 at the home of its recipient or, while that is taken, behind it; 0: nobody. */
  rows: new Array<number>(2 ** bits).fill(0),
})

export const openAttempts = (initial: readonly OpenAttempt[] = []): OpenAttempts => {
  const recipients: number[] = []
  const ns: number[] = []
  const attempts: AttemptId[] = []
  const permits: Permit[] = []
  let index = emptyIndex(leastBits)
  /** What lies behind the last row is kept: the columns are as long as there ever were rows at once. */
  let rows = 0
  /** As many of the rows stand in the index. */
  let indexed = 0
  let size = 0

  const homeOf = (recipient: number): number => Math.imul(recipient, golden) >>> (32 - index.bits)

  /** Where the recipient stands in the index, or the free place where it would. */
  const placeOf = (recipient: number): number => {
    for (let at = homeOf(recipient); ; at = (at + 1) & index.mask) {
      const row = index.rows[at] as number
      if (row === 0 || recipients[row - 1] === recipient) return at
    }
  }

  /** Those behind a freed place move up, unless that were before their home (Knuth 6.4, algorithm R). */
  const free = (place: number): void => {
    let hole = place
    for (let at = (hole + 1) & index.mask; index.rows[at] !== 0; at = (at + 1) & index.mask) {
      const row = index.rows[at] as number
      const fromHome = (at - homeOf(recipients[row - 1] as number)) & index.mask
      if (fromHome < ((at - hole) & index.mask)) continue
      index.rows[hole] = row
      hole = at
    }
    index.rows[hole] = 0
  }

  const read = (row: number): OpenAttempt => {
    const { incarnation, permitMs } = permits[row] as Permit
    return {
      recipient: recipients[row] as number,
      n: ns[row] as number,
      attempt: attempts[row] as AttemptId,
      incarnation,
      permitMs,
    }
  }

  /** In the order in which they were put, without the holes between them. */
  const values = (): readonly OpenAttempt[] => {
    const open: OpenAttempt[] = []
    for (let row = 0; row < rows; row += 1) if (recipients[row] !== closed) open.push(read(row))
    return open
  }

  /** Leaves the holes out. */
  const compact = (): void => {
    let to = 0
    for (let row = 0; row < rows; row += 1) {
      const recipient = recipients[row] as number
      if (recipient === closed) continue
      const place = placeOf(recipient)
      recipients[to] = recipient
      ns[to] = ns[row] as number
      attempts[to] = attempts[row] as AttemptId
      permits[to] = permits[row] as Permit
      to += 1
      index.rows[place] = to
    }
    rows = to
    indexed = to
  }

  /** Rows enter the index when somebody asks for a recipient, many at once: opening them is only writing them down. */
  const catchUp = (): void => {
    if (indexed === rows) return
    if (2 * rows > index.rows.length) {
      index = emptyIndex(Math.ceil(Math.log2(2 * rows)) + 1)
      indexed = 0
    }
    for (; indexed < rows; indexed += 1) {
      const recipient = recipients[indexed] as number
      if (recipient !== closed) index.rows[placeOf(recipient)] = indexed + 1
    }
  }

  const put: Put = (recipient, n, attempt, permit) => {
    recipients[rows] = recipient
    ns[rows] = n
    attempts[rows] = attempt
    permits[rows] = permit
    rows += 1
    size += 1
  }

  const close = (recipient: number): void => {
    catchUp()
    const place = placeOf(recipient)
    const row = index.rows[place] as number
    if (row === 0) return
    free(place)
    recipients[row - 1] = closed
    size -= 1
    if (rows > mostRows(size)) compact()
  }

  for (const { recipient, n, attempt, incarnation, permitMs } of initial)
    put(recipient, n, attempt, { incarnation, permitMs })
  return {
    get size() {
      return size
    },
    get: (recipient) => {
      catchUp()
      const row = index.rows[placeOf(recipient)] as number
      return row === 0 ? undefined : read(row - 1)
    },
    values,
    put,
    close,
  }
}
