/** Reads an `esdb://` connection string, and says what is wrong with it without repeating what it may hold. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'

export interface Address {
  readonly scheme: 'esdb' | 'esdb+discover'
  readonly hosts: readonly string[]
  readonly user: string | null
  readonly password: string | null
  readonly tls: boolean
  /** As the client wants them, by the names that it knows. */
  readonly query: Readonly<Record<string, string>>
}

const shape = /^([a-z+]+):\/\/(?:([^@/]*)@)?([^/?]+)\/?(?:\?(.*))?$/
const host = /^[^\s:,;'"`]+(?::\d{1,5})?$/

/** What we know of an option: what its value must look like, or why it must not be there. */
const options: Readonly<Record<string, RegExp | string>> = {
  tls: /^(true|false)$/,
  tlsCAFile: /./,
  connectionName: /./,
  keepAliveInterval: /^-?\d+$/,
  keepAliveTimeout: /^-?\d+$/,
  gossipTimeout: /^\d+$/,
  discoveryInterval: /^\d+$/,
  maxDiscoverAttempts: /^\d+$/,
  nodePreference: /^leader$/i,
  throwOnAppendFailure: /^true$/,
  tlsVerifyCert: /^true$/,
  defaultDeadline: 'every call has a time of its own here',
  userCertFile: 'client certificates do not go together with a user, and every call needs one',
  userKeyFile: 'client certificates do not go together with a user, and every call needs one',
}
const byFlatName = new Map(Object.keys(options).map((name) => [name.toLowerCase(), name]))

const because: Readonly<Record<string, string>> = {
  nodePreference: 'only the leader knows what counts',
  throwOnAppendFailure: 'a conflict that is not thrown names no revision',
  tlsVerifyCert: 'this client always verifies; name the certificate authority with tlsCAFile',
}

const queryOf = (text: string): Either<string, Readonly<Record<string, string>>> => {
  const query: Record<string, string> = {}
  for (const pair of text.split('&').filter((one) => one !== '')) {
    const [key = '', ...rest] = pair.split('=')
    const name = byFlatName.get(key.trim().toLowerCase().replaceAll(/[_-]/g, ''))
    if (name === undefined) return left(`the option ${key} is unknown`)
    const allowed = options[name] ?? ''
    if (typeof allowed === 'string') return left(`the option ${name} is not supported: ${allowed}`)
    const value = rest.join('=').trim()
    if (!allowed.test(value)) {
      const reason = because[name]
      return left(
        `the option ${name} has a value that it cannot have${reason === undefined ? '' : `: ${reason}`}`,
      )
    }
    query[name] = value
  }
  return right(query)
}

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Left: one sentence, fit for a log. */
export const parseConnectionString = (text: string): Either<string, Address> => {
  const found = shape.exec(text.trim())
  if (found === null) return left('this is no connection string: esdb://host:2113?tls=true')
  const [, scheme, credentials, list = '', search] = found
  if (scheme !== 'esdb' && scheme !== 'esdb+discover') {
    return left(`${scheme ?? ''}:// is not spoken here; esdb:// reaches KurrentDB servers too`)
  }
  const hosts = list.split(',').map((one) => one.trim())
  if (!hosts.every((one) => host.test(one))) return left('a host is not a name with a port')
  if (scheme === 'esdb+discover' && hosts.length > 1) {
    return left('esdb+discover:// takes one name; with several hosts write esdb://')
  }
  const [user, ...secret] = (credentials ?? '').split(':')
  const [name, password] = [decoded(user ?? ''), decoded(secret.join(':'))]
  if (name === null || password === null) return left('user or password are not written as in a URL')
  const query = queryOf(search ?? '')
  if (query._tag === 'Left') return query
  return right({
    scheme,
    hosts,
    query: query.right,
    tls: query.right['tls'] !== 'false',
    user: name === '' ? null : name,
    password: secret.length === 0 ? null : password,
  })
}
