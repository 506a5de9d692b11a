/** What a follower chose: in the words of the server's filter, which lets a little more through, and to the letter. */
import type { Filter } from '@eventstore/db-client'
import { eventTypeFilter, streamNameFilter } from '@eventstore/db-client'
import type { Recorded, Selection } from '@lastcall/eventlog'

export interface Wanted {
  readonly filter: Filter
  readonly isChosen: (event: Recorded) => boolean
}

/** An empty list would mean everything to some servers. Nothing of ours begins so. */
const nothing = ['$nothing']

const orNothing = (prefixes: readonly string[]): string[] => (prefixes.length === 0 ? nothing : [...prefixes])

/** The server's own events come with prefixes too, and tombstones with the streams that they end. */
const isOurs = ({ type, stream }: Recorded): boolean => !type.startsWith('$') && !stream.startsWith('$')

export const wantedBy = (what: Selection): Wanted => {
  if ('types' in what) {
    const types = new Set(what.types)
    return {
      filter: eventTypeFilter({ prefixes: orNothing(what.types) }),
      isChosen: (event) => isOurs(event) && types.has(event.type),
    }
  }
  return {
    filter: streamNameFilter({ prefixes: orNothing(what.prefixes) }),
    isChosen: (event) => isOurs(event) && what.prefixes.some((prefix) => event.stream.startsWith(prefix)),
  }
}
