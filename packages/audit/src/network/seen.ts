/** What the network saw of each attempt, folded from its record. */
import type { NetworkRecord } from '@lastcall/carrier'
import type { AttemptId } from '@lastcall/domain'

export interface Seen {
  /** Of each originate: its line in the record and the network's clock, microseconds since 1970. */
  readonly originates: { readonly seq: number; readonly atUs: number }[]
  /** `seq` of the promise that there is no such call and will be none; null: never promised. */
  promisedAbsent: number | null
  /** The network said no to it. */
  refused: boolean
  rang: boolean
  answered: boolean
  disposition: string | null
}

const unseen = (): Seen => ({
  originates: [],
  promisedAbsent: null,
  refused: false,
  rang: false,
  answered: false,
  disposition: null,
})

const see = (seen: Seen, { saw, seq, atUs, disposition }: NetworkRecord): void => {
  switch (saw) {
    case 'originate':
      seen.originates.push({ seq, atUs })
      return
    case 'absence promised':
      seen.promisedAbsent ??= seq
      return
    case 'ringing':
      seen.rang = true
      return
    case 'answered':
      seen.answered = true
      return
    case 'refused':
      seen.refused = true
      seen.disposition ??= disposition ?? null
      return
    case 'ended':
      seen.disposition ??= disposition ?? null
  }
}

/** `concerns`: which attempts the audit is about; the record may know others. */
export const seenByNetwork = (
  records: Iterable<NetworkRecord>,
  concerns: (attempt: AttemptId) => boolean,
): ReadonlyMap<AttemptId, Seen> => {
  const attempts = new Map<AttemptId, Seen>()
  for (const record of records) {
    if (!concerns(record.attempt)) continue
    const seen = attempts.get(record.attempt) ?? unseen()
    attempts.set(record.attempt, seen)
    see(seen, record)
  }
  return attempts
}
