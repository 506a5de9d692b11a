/** A store or keys that cannot be opened, as a trouble: what is wrong, where, what to do; and whether later may do. */
import type { CannotOpen } from '@lastcall/sqlite-file'
import type { Either } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'

const later = new Set<CannotOpen['is']>(['busy', 'disk full', 'failed'])

export const cannotOpenTrouble = (cannot: CannotOpen): Either<Trouble, never> =>
  trouble({
    ending: later.has(cannot.is) ? 'unavailable' : 'usage',
    is: cannot.is,
    what: cannot.why,
    where: cannot.path,
    todo: `${cannot.remedy.charAt(0).toUpperCase()}${cannot.remedy.slice(1)}.`,
  })

/** What the adapters of servers answer; their reasons hold no password. */
interface CannotConnect {
  readonly is: 'wrong configuration' | 'not allowed' | 'no contact'
  readonly why: string
}

/** `named`: what leads there, as it is configured. */
export const cannotConnectTrouble = (
  { is, why }: CannotConnect,
  where: string,
  named: string,
): Either<Trouble, never> => {
  const todo = {
    'wrong configuration': `Mend it: ${named}.`,
    'not allowed': `Give a user who may do so: ${named}.`,
    'no contact': `Start the server, or mend its address: ${named}.`,
  }
  return trouble({
    ending: is === 'no contact' ? 'unavailable' : 'usage',
    is,
    what: why,
    where,
    todo: todo[is],
  })
}
