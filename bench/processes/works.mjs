/** A process of its own that writes to a log: `node works.mjs <what> <log>`. It goes on until it is killed. */
import { openSqliteStore } from '@lastcall/store-sqlite'
import { many, noted, stream } from '../parts/events.mjs'
import { must } from '../parts/installation.mjs'

const [what, path] = process.argv.slice(2)
const { store } = must(await openSqliteStore(path)())
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)
const now = () => performance.timeOrigin + performance.now()
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const works = {
  /** A hundred events for each commit, without pause. */
  bulk: async () => {
    for (;;) await store.append(stream(process.pid), 'anything', many(100))()
  },
  /** One event now and then; says when it was acknowledged. */
  ring: async () => {
    for (;;) {
      await pause(2 + Math.random() * 4)
      const event = noted()
      must(await store.append(stream(), 'anything', [event])())
      say({ id: event.id, at: now() })
    }
  },
  /** One event after the other; says which were acknowledged. */
  acknowledged: async () => {
    for (;;) {
      const event = noted()
      const answer = await store.append(stream(process.pid), 'anything', [event])()
      if (answer._tag === 'Right') say(event.id)
    }
  },
}
say('ready')
await works[what]()
