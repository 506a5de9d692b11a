import { describe } from '@jest/globals'
import { left, right } from 'fp-ts/lib/Either'
import { none, some } from 'fp-ts/lib/Option'
import { revision } from '@lastcall/eventlog'
import { catches, nextOf, withStore } from '../broken.fixture'

describe('the contract catches a store that', () => {
  catches('acknowledges an append and loses it', /^the events of one append stand side by side/, () => {
    return (handle, log) =>
      withStore(handle, {
        append: (to, _, events) => async () => right(revision(nextOf(log, to) + events.length - 1)),
      })
  })
  catches('writes first and says conflict afterwards', /^what a conflict held is nowhere/, () => {
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          if (answer._tag === 'Left') await handle.store.append(to, 'anything', events)()
          return answer
        },
      })
  })
  catches('moves its counter at a conflict', /^a conflict moves no counter/, () => {
    const moved = new Map<string, number>()
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const by = moved.get(to) ?? 0
          const true_ = typeof expected === 'number' && by > 0 ? revision(expected - by) : expected
          const answer = await handle.store.append(to, true_, events)()
          if (answer._tag === 'Left') moved.set(to, by + 1)
          return answer._tag === 'Left' ? answer : right(revision(answer.right + by))
        },
      })
  })
  catches('takes nothing-yet for anything', /^nothing-yet is a conflict where something is/, () => {
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) =>
          handle.store.append(to, expected === 'nothing-yet' ? 'anything' : expected, events),
      })
  })
  catches('takes a revision that is too new for the newest', /^an exact revision is a conflict/, () => {
    return (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) =>
          handle.store.append(to, Number(expected) >= nextOf(log, to) ? 'anything' : expected, events),
      })
  })
  catches('does not say what the newest revision is', /^nothing-yet is a conflict where something/, () => {
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          return answer._tag === 'Left' && answer.left.is === 'conflict'
            ? left({ is: 'conflict', actual: none })
            : answer
        },
      })
  })
  catches('invents a newest revision where nothing is', /^an exact revision .* names none$/, () => {
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          return answer._tag === 'Left' && answer.left.is === 'conflict'
            ? left({ is: 'conflict', actual: some(revision(0)) })
            : answer
        },
      })
  })
  catches('answers the revision of the first event', /^revisions start at zero and have no gap/, () => {
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          return answer._tag === 'Left' ? answer : right(revision(answer.right - events.length + 1))
        },
      })
  })
  catches('counts all streams together', /^every stream counts for itself/, () => {
    return (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          return answer._tag === 'Left' ? answer : right(revision(log.entries.length - 1))
        },
      })
  })
  catches('writes the good part of a batch', /^a batch with one event that cannot be held is refused/, () => {
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          if (answer._tag === 'Left' && answer.left.is === 'refused') {
            for (const event of events) await handle.store.append(to, 'anything', [event])()
          }
          return answer
        },
      })
  })
  catches(
    'writes the end of a batch in conflict',
    /^a batch in conflict leaves none/,
    () => (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          const [newest] = events.slice(-1)
          if (answer._tag === 'Left' && newest) await handle.store.append(to, 'anything', [newest])()
          return answer
        },
      }),
  )
  catches(
    'wants a stream to be there for anything',
    /^anything fits every stream/,
    () => (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) => async () =>
          expected === 'anything' && nextOf(log, to) === 0
            ? left({ is: 'conflict', actual: none })
            : handle.store.append(to, expected, events)(),
      }),
  )
  catches('turns a batch round', /^the events of one append stand side by side/, () => {
    return (handle) =>
      withStore(handle, {
        append: (to, expected, [first, ...rest]) =>
          handle.store.append(to, expected, rest.length === 0 ? [first] : ([...rest, first] as never)),
      })
  })
})

describe('the contract catches a store that, at a repeat,', () => {
  catches('writes once more', /^a repeat at the same expected revision .* is written once$/, () => {
    return (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const before = log.entries.length
          const answer = await handle.store.append(to, expected, events)()
          if (answer._tag === 'Right' && log.entries.length === before) {
            await handle.store.append(to, 'anything', events)()
          }
          return answer
        },
      })
  })
  catches('says conflict', /^a repeat at the same|^a repeat of the first part|^the same append sent/, () => {
    return (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const before = log.entries.length
          const answer = await handle.store.append(to, expected, events)()
          return answer._tag === 'Right' && log.entries.length === before
            ? left({ is: 'conflict', actual: some(revision(nextOf(log, to) - 1)) })
            : answer
        },
      })
  })
  catches('answers the newest revision of today', /^a repeat is known also when others have appended/, () => {
    return (handle, log) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          return answer._tag === 'Left' ? answer : right(revision(nextOf(log, to) - 1))
        },
      })
  })
  catches(
    'remembers only what it wrote itself',
    /^a repeat is known also when others|^the same append/,
    () => {
      return (handle, log) => {
        const own = new Set<string>()
        return withStore(handle, {
          append: (to, expected, events) => async () => {
            const before = log.entries.length
            const answer = await handle.store.append(to, expected, events)()
            if (log.entries.length > before) for (const { id } of events) own.add(id)
            return answer._tag === 'Left' || events.every(({ id }) => own.has(id))
              ? answer
              : left({ is: 'conflict', actual: some(revision(nextOf(log, to) - 1)) })
          },
        })
      }
    },
  )
  catches('writes the part that it does not know', /^a repeat with anything|^the same ids at a new/, () => {
    const lastWritten = new Set<string>()
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const [fresh, ...more] = events.filter(({ id }) => !lastWritten.has(id))
          if (fresh === undefined) return handle.store.append(to, expected, [events[0]])()
          lastWritten.add(fresh.id)
          return handle.store.append(to, expected, [fresh, ...more])()
        },
      })
  })
  catches('looks at the first id only', /^what only overlaps with an earlier append/, () => {
    return (handle) =>
      withStore(handle, {
        append: (to, expected, events) => async () => {
          const answer = await handle.store.append(to, expected, events)()
          return answer._tag === 'Left' && answer.left.is === 'conflict'
            ? handle.store.append(to, expected, [events[0]])()
            : answer
        },
      })
  })
})
