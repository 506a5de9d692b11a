/** Addresses of servers: shown without what is secret in them, and completed with what the environment holds. */

const parts = /^([a-z+]+:\/\/)(?:.*@)?([^?]*)/i
const host = /^(?:[\w.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i

/** `esdb://one:2113,two:2113`. Where in doubt less is shown: a password may hold any sign. */
export const serverShown = (address: string): string => {
  const [, scheme = '', list = ''] = parts.exec(address) ?? []
  const [before = ''] = list.split('/')
  const hosts = before.split(',').map((each) => each.trim())
  return hosts.every((each) => host.test(each)) ? `${scheme}${hosts.join(',')}` : `${scheme}…`
}

export interface Credentials {
  readonly user?: string | undefined
  readonly password?: string | undefined
}

const isThere = (text: string | undefined): text is string => text !== undefined && text !== ''

/** What is given goes before what the address says. An address that is none stays as it is: its reader says so. */
export const withCredentials = (address: string, { user, password }: Credentials): string => {
  const found = /^([a-z+]+:\/\/)(?:([^@/:]*)(?::([^@/]*))?@)?([^@]*)$/i.exec(address)
  if (found === null || (!isThere(user) && !isThere(password))) return address
  const [, scheme = '', ownUser = '', ownPassword, rest = ''] = found
  const name = isThere(user) ? encodeURIComponent(user) : ownUser
  const secret = isThere(password) ? encodeURIComponent(password) : ownPassword
  return `${scheme}${name}${secret === undefined ? '' : `:${secret}`}@${rest}`
}
