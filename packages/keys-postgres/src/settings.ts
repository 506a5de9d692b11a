/** How to reach the database: checked before anything is connected, and never with a password in an error. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { readFileSync } from 'node:fs'
import type { PoolConfig } from 'pg'

export type CannotOpenKeys =
  /** Nothing was tried. */
  | { readonly is: 'wrong configuration'; readonly why: string }
  /** No server, no such user or database, or no right to make the table. */
  | { readonly is: 'no contact'; readonly why: string }

export interface PostgresKeysOptions {
  /** A file that holds the password and nothing else; a newline at its end does not count. */
  readonly passwordFile?: string
  /** The certificate authority of the server, PEM. Default: those that Node trusts. */
  readonly caFile?: string
  /** Default `verify`; to a server on this machine, `off`. */
  readonly tls?: 'verify' | 'off'
  /** Where the table lies. Default `lastcall`. */
  readonly schema?: string
}

const wrong = (why: string): Either<CannotOpenKeys, never> => left({ is: 'wrong configuration', why })

const fileOf = (what: string, path: string): Either<CannotOpenKeys, string> => {
  try {
    return right(readFileSync(path, 'utf8'))
  } catch (error) {
    return wrong(`${what} ${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`)
  }
}

const here = ['localhost', '127.0.0.1', '[::1]', '']

const urlOf = (text: string): URL | null => {
  try {
    const url = new URL(text)
    return ['postgres:', 'postgresql:'].includes(url.protocol) ? url : null
  } catch {
    return null
  }
}

const decoded = (text: string): string | undefined => (text === '' ? undefined : decodeURIComponent(text))

/** `postgres://user@host:5432/database`; what stands behind a question mark is refused, since it could switch TLS off. */
export const configOf = (
  connectionString: string,
  { passwordFile, caFile, tls }: PostgresKeysOptions,
): Either<CannotOpenKeys, PoolConfig> => {
  const url = urlOf(connectionString)
  if (url === null) return wrong('this is no connection string: postgres://user@host:5432/database')
  if (url.search !== '') return wrong('options behind a question mark are not taken; use caFile and tls')
  const password = passwordFile === undefined ? right(undefined) : fileOf('passwordFile', passwordFile)
  if (password._tag === 'Left') return password
  const ca = caFile === undefined ? right(undefined) : fileOf('caFile', caFile)
  if (ca._tag === 'Left') return ca
  const secured = (tls ?? (here.includes(url.hostname) ? 'off' : 'verify')) === 'verify'
  if (!secured && ca.right !== undefined)
    return wrong('a caFile is given, and TLS is off: one of them is a mistake')
  return right({
    host: decoded(url.hostname),
    port: url.port === '' ? 5432 : Number(url.port),
    user: decoded(url.username),
    database: decoded(url.pathname.slice(1)),
    password: password.right?.replace(/\r?\n$/, '') ?? decoded(url.password),
    ssl: secured ? { rejectUnauthorized: true, ca: ca.right } : false,
  })
}
