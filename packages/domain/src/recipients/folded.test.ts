/** What is folded belongs to one owner, is due by its last end, and refuses what is not in the outreach. */
import { isCallable } from './callable'
import { attempts, authorize, authorized, fresh } from './code'
import { evolveAuthorized, evolveFact } from './evolve'
import { copy, dueTickMs } from './recipients'
import { fact, foldAll, grant, retry, size } from './story.fixture'

const told = (what: string, n: number, at: number) => fact(what, 0, n, at)
const codeOf = (...events: Parameters<typeof foldAll>[0]) => foldAll(events).codes[0] as number

test('what is folded into a copy leaves the first owner as it was', () => {
  const first = foldAll([grant(0, 1)])
  const second = copy(first)
  const before = [[...first.codes], [...first.due], [...first.counts], first.open.size]
  evolveFact(second, told('busy', 1, 7), retry)
  evolveAuthorized(second, grant(1, 1))
  expect([[...first.codes], [...first.due], [...first.counts], first.open.size]).toEqual(before)
  expect([...second.codes]).not.toEqual([...first.codes])
  expect([...second.due]).not.toEqual([...first.due])
})

describe('G2: nobody but the recipients of the outreach', () => {
  const what = `G2: recipient ${size} is not in this outreach`
  test('is authorized', () => expect(foldAll([grant(size, 1)]).violation).toBe(what))
  test('has a call', () => expect(foldAll([fact('placed', size, 1, 5)]).violation).toBe(what))
})

describe('a retry is due by the end of the last attempt', () => {
  const waitTicks = (endedAtS: number) => (endedAtS * 1_000 + retry.afterMs.busy) / dueTickMs
  const first = [grant(0, 1), told('placed', 1, 1), told('busy', 1, 7)]

  test('a second end of the same kind moves it on', () => {
    const of = foldAll([...first, grant(0, 2), told('placed', 2, 100), told('busy', 2, 107)])
    expect(of.due[0]).toBe(waitTicks(107))
  })
  test('an attempt under way does not', () =>
    expect(foldAll([...first, grant(0, 2), told('placed', 2, 100)]).due[0]).toBe(waitTicks(7)))
  test('whoever was released is due at once, whatever the clock of the worker that says so', () =>
    expect(foldAll([...first, grant(0, 2), told('released', 2, 9_000)]).due[0]).toBe(0))
  test('an end that becomes known late does, too', () =>
    expect(foldAll([grant(0, 1), told('unresolved', 1, 5), told('busy', 1, 40)]).due[0]).toBe(waitTicks(40)))
})

describe('who may be called again', () => {
  test('whoever was never called', () => expect(isCallable(fresh, retry)).toBe(true))
  test('not after an end that the policy gives no wait for', () =>
    expect(isCallable(codeOf(grant(0, 1), told('rejected', 1, 5)), retry)).toBe(false))
  test('an end counts against the cap before its authorization is read', () => {
    const code = codeOf(told('placed', 1, 5), told('busy', 1, 6))
    expect(attempts(code)).toBe(1)
    expect(isCallable(code, { ...retry, maxAttempts: 1 })).toBe(false)
    expect(isCallable(code, { ...retry, maxAttempts: 2 })).toBe(true)
  })
  test.each([
    [254, true],
    [255, false],
  ])('numbers are used up at 255: after %d releases %p', (most, may) => {
    const numbers = Array.from({ length: most }, (_, k) => k + 1)
    const released = numbers.map((n) => told('released', n, n))
    expect(isCallable(codeOf(...numbers.map((n) => grant(0, n)), ...released), retry)).toBe(may)
    expect(isCallable(codeOf(...released), retry)).toBe(may)
  })
})

test('an older authorization, read late, does not take back the newer one', () =>
  expect(authorized(authorize(authorize(fresh, 3), 2))).toBe(3))

test('an open attempt says whose it is and how long it may leave', () => {
  const { incarnation, permitMs } = grant(0, 1)
  expect(foldAll([grant(0, 1)]).open.get(0)).toMatchObject({ n: 1, incarnation, permitMs })
})
