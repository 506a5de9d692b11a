/** A revocation does not wait for the server of the keys; whoever asks for a key is told why there is none. */
import { expect, test } from '@jest/globals'
import type { KeyStore } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import { lateKeys } from './late-keys'

const away = trouble({ ending: 'unavailable', is: 'no contact', what: 'ECONNREFUSED' })

const answering = (closed: () => void = () => undefined): KeyStore =>
  ({
    list: () => () => Promise.resolve(right([])),
    close: () => Promise.resolve(closed()),
  }) as unknown as KeyStore

test('away: unavailable with the reason; back: the next question is answered', async () => {
  const answers: Either<Trouble, KeyStore>[] = [away, away, right(answering())]
  const keys = lateKeys(() => Promise.resolve(answers.shift() ?? away))
  for (let k = 0; k < 2; k += 1)
    expect(await keys.list()()).toEqual({
      _tag: 'Left',
      left: { is: 'unavailable', why: 'no contact: ECONNREFUSED' },
    })
  expect(await keys.list()()).toEqual(right([]))
  expect(await keys.list()()).toEqual(right([]))
  await keys.close()
})

test('closing waits for nobody, and closes what is opened later', async () => {
  let open: (answer: Either<Trouble, KeyStore>) => void = () => undefined
  let closed = false
  const keys = lateKeys(() => new Promise((resolve) => (open = resolve)))
  await keys.close()
  expect(await keys.list()()).toMatchObject({ left: { why: 'closed' } })
  open(right(answering(() => (closed = true))))
  await new Promise((resolve) => setImmediate(resolve))
  expect(closed).toBe(true)
})
