/** In which instance each broken protocol shows, if in any; `not` says why it cannot. */
import type { Mutant } from '../mutants/mutant.fixture'
import { calls } from '../mutants/gate.fixture'
import type { Patch } from '../mutants/load.fixture'
import { loadWith } from '../mutants/load.fixture'
import { people } from '../mutants/people.fixture'
import { permissions } from '../mutants/protocol.fixture'
import type { Instance } from './instance'
import type { Patience, Searched } from './search'

export const mutants: readonly Mutant[] = [...permissions, ...calls, ...people]

/** By the mutant's name. */
export const showsIn: Readonly<Record<string, string>> = {
  'pipelined appends': 'a machine that sleeps',
  'a batch appended one by one': 'a stop of two calls',
  'a permit renewed on retry': 'a late append, short permits',
  'the permit clock starts at the acknowledgement': 'a machine that sleeps',
  'no suspend check': 'a machine that sleeps',
  'no allowance for drift': 'a pause, clocks that run apart',
  'a grant appended with anything': 'a stop of two calls',
  'n used again after a release': 'a gate that is asked late',
  'an own authorization recognised by recipient and n': 'a late append, long permits',
  'an authorization that was given up is not disowned': 'a late append, long permits',
  'a recipient with an open attempt is authorized again': 'a machine that sleeps',
  'more than one open call for a number': 'one number for two recipients',
  'an asynchronous gate': 'a machine that sleeps',
  'a gate without the stop flag': 'a gate that is asked late',
  'a gate without the last look': 'a last look',
  "a gate that does not look at the permit's age": 'a machine that sleeps',
  'an originate repeated after unknown': 'an originate and the news of an end are lost',
  'unknown dialed again after a restart': 'a crash, and a carrier that cannot be asked',
  "a release without the carrier's guarantee of absence": 'a crash, and absence proves nothing',
  'a resolver that does not wait travelMs': 'a crash and a long way',
  'a resolver that does not wait permitMs': 'a pause, permits that outlive a takeover',
  "a predecessor's calls resolved at once after a yield": 'a shutdown during a call',
  'facts without an answer are not repeated': 'a deletion, an answer that is lost',
  'quiesced decided on the feed': 'a stop of two calls',
  'quiesced before the permits of others are over': 'a pause, permits that outlive a takeover',
  "its own permitMs instead of the authorization's": 'a pause, permits that outlive a takeover',
  'quiet lists only what was placed': 'a crash with a call on its way',
  'takeover without waiting for silence': 'a stop of two calls',
  'a silence that has ended is claimed over': 'a pause',
  'owes nothing for open calls': 'a crash with a call on its way',
  'a claim with the carrier down': 'a carrier that is down',
}

const src = 'simulation/src/exhaustive'

/** Where the change is one to the world around the machines, it is made to this world. */
const here: Readonly<Record<string, readonly Patch[]>> = {
  'a batch appended one by one': [
    {
      file: `${src}/turn.ts`,
      from: "      return put(small, { is: 'append', from, id, expected, event, held: false })",
      to: `      if (event.type !== 'CallsAuthorized') return put(small, { is: 'append', from, id, expected, event, held: false })
      event.data.calls.forEach((call, k) => {
        const name = k === 0 ? id : 'f' + id.slice(1)
        const part = { ...event, id: name, data: { ...event.data, calls: [call] } }
        put(small, { is: 'append', from, id: name, expected: k === 0 ? expected : 'anything', event: part, held: false })
      })
      return`,
    },
  ],
  'an asynchronous gate': [
    { file: `${src}/turn.ts`, from: '  leaving(judging(small), after as never, attempt)\n', to: '' },
    {
      file: `${src}/network.ts`,
      from: '  const known = small.calls.get(attempt)\n  onArrived',
      to: "  const life = small.processes.find(({ number }) => number === from)\n  require('../observe/gate').left(judging(small), life, attempt)\n  const known = small.calls.get(attempt)\n  onArrived",
    },
  ],
  'quiesced decided on the feed': [
    {
      file: `${src}/edge.ts`,
      from: "      return give(small, { ...life, newsDue: false }, { is: 'woken' })",
      to: `      if (life.dialer !== null && small.state.outreaches.get(outreach).stop !== null) {
        const record = { state: small.state, stops: new Map([[outreach, 0]]) }
        const dialer = { ...life.dialer, history: { ...life.dialer.history, record } }
        give(small, { ...life, newsDue: false, dialer }, { is: 'time passed' })
        return give(small, small.processes[life.worker], { is: 'woken' })
      }
      return give(small, { ...life, newsDue: false }, { is: 'woken' })`,
    },
  ],
}

export const searchWith = (
  { name, patches }: Pick<Mutant, 'name' | 'patches'>,
  instance: string,
  patience: Patience,
): Searched => {
  const loaded = loadWith(here[name] ?? patches, 'exhaustive/index.ts')
  const all = [...(loaded['small'] as Instance[]), ...(loaded['larger'] as Instance[])]
  const search = loaded['search'] as (instance: Instance, patience: Patience) => Searched
  const found = all.find((one) => one.name === instance)
  if (found === undefined) throw new Error(`no instance: ${instance}`)
  return search(found, patience)
}
