/** What is shown of an address holds no secret, and what is completed is read back as it was meant. */
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { serverShown, withCredentials } from './address'

test.each([
  ['esdb://one:2113,two:2113/?tls=false', 'esdb://one:2113,two:2113'],
  ['esdb://user:secret@[::1]:2113', 'esdb://[::1]:2113'],
  ['postgres://user:sec@ret@host:5432/database', 'postgres://host:5432'],
  ['esdb://user:secret', 'esdb://…'],
  ['esdb://user:secret?x=1', 'esdb://…'],
  ['esdb://user:se/cret@host', 'esdb://host'],
  ['nonsense', '…'],
])('%s: %s', (address, shown) => expect(serverShown(address)).toBe(shown))

test('no password is shown, whatever is in it', () => {
  const secret = fc.stringMatching(/^[!-~]{4,20}$/).map((text) => `Q${text}Z`)
  fc.assert(
    fc.property(secret, fc.constantFrom('@host:2113', '@host', ''), (password, rest) => {
      expect(serverShown(`esdb://user:${password}${rest}`)).not.toContain(password)
    }),
  )
})

test('user and password that are given go before those of the address', () => {
  const given = { user: 'ada', password: 'a:b@c/d?' }
  for (const address of [
    'esdb://host:1?tls=true',
    'esdb://eve@host:1?tls=true',
    'esdb://e:f@host:1?tls=true',
  ]) {
    expect(withCredentials(address, given)).toBe('esdb://ada:a%3Ab%40c%2Fd%3F@host:1?tls=true')
    expect(withCredentials(address, {})).toBe(address)
    expect(withCredentials(address, { user: '', password: '' })).toBe(address)
  }
  expect(withCredentials('esdb://e:f@host', { user: 'ada' })).toBe('esdb://ada:f@host')
  expect(withCredentials('postgres://eve@host/db', { password: 'x' })).toBe('postgres://eve:x@host/db')
  expect(withCredentials('esdb://e:f@g@host', given)).toBe('esdb://e:f@g@host')
})
