/** What the operator configures, checked before anything is connected. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { readFileSync } from 'node:fs'
import type { Address } from './connection-string'
import { parseConnectionString } from './connection-string'
import type { CannotConnect, EventStoreDbOptions } from './options'

export interface Credentials {
  readonly username: string
  readonly password: string
}

export interface Settings {
  /**
   * For the `nth` client: without user and password. No two are equal: clients with equal options share one socket,
   * and a new client is made to get away from an old one's.
   */
  readonly connectionString: (nth: number) => string
  /** Given with every call: without them, appends of all clients of a process would share one call. */
  readonly credentials: Credentials
  readonly hosts: readonly string[]
  readonly tls: boolean
}

/** Without TLS nobody is asked, and they are not sent. */
const anybody: Credentials = { username: 'lastcall', password: '' }

/** A frozen peer is noticed within three seconds. Shorter, and a server that stalls for a second loses its connections. */
const keepAlive = { keepAliveInterval: '1000', keepAliveTimeout: '2000' }

/** By so few milliseconds that nobody notices. Below zero it is switched off, and stays so. */
const apart = (keepAliveTimeout: string, nth: number): string =>
  Number(keepAliveTimeout) < 0 ? keepAliveTimeout : String(Number(keepAliveTimeout) + (nth % 100))

const wrong = (why: string): Either<CannotConnect, never> => left({ is: 'wrong configuration', why })

const fileOf = (what: string, path: string): Either<CannotConnect, string> => {
  try {
    return right(readFileSync(path, 'utf8'))
  } catch (error) {
    return wrong(`${what} ${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`)
  }
}

const credentialsOf = (
  address: Address,
  options: EventStoreDbOptions,
): Either<CannotConnect, Credentials> => {
  const username = options.user ?? address.user
  if (username === null) {
    return address.tls ? wrong('with TLS a user and a passwordFile are needed') : right(anybody)
  }
  if (options.passwordFile === undefined) {
    return address.password === null
      ? wrong(`user ${username} has no passwordFile`)
      : right({ username, password: address.password })
  }
  const password = fileOf('passwordFile', options.passwordFile)
  if (password._tag === 'Left') return password
  const text = password.right.replace(/\r?\n$/, '')
  return text === '' ? wrong('the passwordFile is empty') : right({ username, password: text })
}

const checkedCa = (address: Address, caFile: string | undefined): Either<CannotConnect, string | null> => {
  const named = address.query['tlsCAFile']
  const path = caFile ?? (named === undefined ? null : decodeURIComponent(named))
  if (path === null) return right(null)
  if (!address.tls) return wrong('a caFile is given, and tls=false: one of them is a mistake')
  const text = fileOf('caFile', path)
  if (text._tag === 'Left') return text
  return text.right.includes('BEGIN CERTIFICATE')
    ? right(path)
    : wrong(`caFile ${path} holds no PEM certificate`)
}

export const settingsOf = (
  connectionString: string,
  options: EventStoreDbOptions,
): Either<CannotConnect, Settings> => {
  const address = parseConnectionString(connectionString)
  if (address._tag === 'Left') return wrong(address.left)
  const credentials = credentialsOf(address.right, options)
  if (credentials._tag === 'Left') return credentials
  const ca = checkedCa(address.right, options.caFile)
  if (ca._tag === 'Left') return ca
  const authority = ca.right === null ? {} : { tlsCAFile: encodeURIComponent(ca.right) }
  const query = { ...keepAlive, ...address.right.query, ...authority }
  const { scheme, hosts } = address.right
  return right({
    connectionString: (nth) => {
      const keepAliveTimeout = apart(query.keepAliveTimeout, nth)
      const search = Object.entries({ ...query, keepAliveTimeout }).map(([name, value]) => `${name}=${value}`)
      return `${scheme}://${hosts.join(',')}?${search.join('&')}`
    },
    credentials: credentials.right,
    hosts,
    tls: address.right.tls,
  })
}
