/** Who acts: the operating-system user, mapped to a random id; another one only where the configuration grants it. */
import type { Actor } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import { userInfo } from 'node:os'
import type { Config, Person } from './config/config'
import type { Trouble } from './outcome'
import { trouble } from './outcome'

const actorOf = ({ id, roles }: Person): Actor => ({ id, roles })

/** A user who is not in the configuration acts without any role, under an id of zeros: the rules refuse. */
const nobody: Actor = { id: '0'.repeat(32) as Actor['id'], roles: [] }

export const actorFor = (
  config: Config,
  as: string | undefined,
  user: string = userInfo().username,
): Either<Trouble, Actor> => {
  const self = config.people.find((person) => person.user === user)
  if (as === undefined || as === user) return right(self === undefined ? nobody : actorOf(self))
  const other = config.people.find((person) => person.user === as)
  if (other === undefined || self?.actsFor?.includes(as) !== true)
    return trouble({
      ending: 'refused',
      is: 'may not act for another',
      what: 'the configuration does not let this user act for the one given with --as',
      todo: 'Leave --as out, or have `actsFor` granted in the configuration.',
    })
  return right(actorOf(other))
}
