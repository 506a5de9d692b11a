/** Every answer of a store comes, or the case fails and says which one did not: nobody can wait for what never settles. */
import type { EventStore } from '@lastcall/eventlog'
import { inTime } from './reader'

export const answering = (store: EventStore, patienceMs: number): EventStore => ({
  ...store,
  append: (to, ...asked) => {
    const append = store.append(to, ...asked)
    return () => inTime(patienceMs, `the answer to an append to ${to}`, append())
  },
  read: (of, from, limit) => () => inTime(patienceMs, `a page of ${of}`, store.read(of, from, limit)()),
  last: (of) => () => inTime(patienceMs, `the last event of ${of}`, store.last(of)()),
  deleteStream: (name) => () => inTime(patienceMs, `the end of deleting ${name}`, store.deleteStream(name)()),
})
