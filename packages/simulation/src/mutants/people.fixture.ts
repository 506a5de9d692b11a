/** Broken protocols, third part: who dials, who stops, who says that it is quiet. */
import type { Mutant } from './mutant.fixture'

const worker = 'dialer-worker/src/worker'
const lifecycle = `${worker}/plan/lifecycle.ts`
const quiesce = 'history/src/quiesce.ts'

export const people: readonly Mutant[] = [
  {
    name: 'a stop appended conditionally and given up on conflict',
    from: 10,
    patches: [
      {
        file: 'simulation/src/world/people.ts',
        from: "expected: 'anything',\n    events: [campaignCodec",
        to: 'expected: (world.lengths.get(world.stream) ?? 0) - 1,\n    events: [campaignCodec',
      },
      {
        file: 'simulation/src/world/person.ts',
        from: '    person.task = { ...task, tries: task.tries + 1 }\n',
        to: "    if (answer.left.is === 'conflict') return void (person.task = { is: 'done' })\n    person.task = { ...task, tries: task.tries + 1 }\n",
      },
    ],
  },
  {
    name: 'quiesced before the permits of others are over',
    mix: 'permits',
    from: 5,
    patches: [
      {
        file: lifecycle,
        from: 'if (watched === undefined || mono - watched.firstSeen < open.permitMs * driftFactor) return false',
        to: 'if (watched === undefined) return false',
      },
    ],
  },
  {
    name: 'quiesced by a person before the permits of others are over',
    mix: 'permits',
    from: 5,
    patches: [
      {
        file: 'campaigns/src/stop/quiet.ts',
        from: 'mono - (seen.get(attempt) ?? mono) < permitMs * driftFactor',
        to: 'false && mono - seen.get(attempt) < permitMs * driftFactor',
      },
    ],
  },
  {
    name: "its own permitMs instead of the authorization's",
    mix: 'permits',
    from: 16,
    patches: [
      { file: lifecycle, from: 'open.permitMs * driftFactor', to: 'env.timing.permitMs * driftFactor' },
      {
        file: `${worker}/watch.ts`,
        from: 'since: mono }, open.permitMs)',
        to: 'since: mono }, env.timing.permitMs)',
      },
    ],
  },
  {
    name: 'quiesced decided on the feed',
    from: 4,
    patches: [
      {
        file: 'simulation/src/world/feed.ts',
        from: "  give(world, to, { is: 'input', input: { is: 'woken' } })\n",
        to: `  if (life.dialer !== null && page.some(({ type }) => type === 'OutreachStopped')) {
    const { history } = life.dialer
    life.dialer = { ...life.dialer, history: { ...history, record: life.feed.consumed.state } }
    give(world, to, { is: 'input', input: { is: 'time passed' } })
  }
  give(world, to, { is: 'input', input: { is: 'woken' } })
`,
      },
    ],
  },
  {
    name: 'a stop is noticed by looking now and then',
    mix: 'people',
    from: 2,
    patches: [
      {
        file: 'simulation/src/world/feed.ts',
        from: "  give(world, to, { is: 'input', input: { is: 'woken' } })\n",
        to: '',
      },
    ],
  },
  {
    name: 'quiet lists only what was placed',
    from: 5,
    patches: [
      {
        file: quiesce,
        from: 'open: held.recipients.open.values().map',
        to: "open: held.recipients.open.values().filter((o) => situationAt(situation(held.recipients.codes[o.recipient] ?? 0)).stage !== 'idle').map",
      },
      {
        file: quiesce,
        from: 'import { timestamp }',
        to: 'import { situation, situationAt, timestamp }',
      },
    ],
  },
  {
    name: 'takeover measured over a gap in its own looks',
    mix: 'waits',
    from: 287,
    patches: [
      {
        file: 'dialer-worker/src/claim/step.ts',
        from: ' &&\n        mono - silence.lastLook <= rules.longestGapMs\n',
        to: '\n',
      },
    ],
  },
  {
    name: 'takeover without waiting for silence',
    mix: 'crashes',
    from: 2,
    patches: [
      {
        file: 'dialer-worker/src/claim/step.ts',
        from: 'silentMs >= latest.silentForMs + rules.takeoverMs',
        to: 'silentMs >= 0',
      },
    ],
  },
  {
    name: 'a silence that has ended is claimed over',
    mix: 'crashes',
    from: 48,
    patches: [
      { file: `${worker}/plan/claim.ts`, from: 'claiming.silence?.newest === history.at', to: 'true' },
    ],
  },
  {
    name: 'owes nothing for open calls',
    mix: 'crashes',
    from: 1,
    patches: [
      {
        file: `${worker}/survey.ts`,
        from: 'if (exhausted || openCount(dialer, id) > 0)',
        to: 'if (exhausted && openCount(dialer, id) === 0)',
      },
      {
        file: `${worker}/survey.ts`,
        from: "openCount(dialer, id) > 0 ? 'tidying' : 'nothing'",
        to: "'nothing'",
      },
    ],
  },
  {
    name: 'owes a call to whoever has one',
    from: 36,
    patches: [
      {
        file: `${worker}/scan.ts`,
        from: 'return isCallable(code, retry) ?',
        to: 'return isOpen(code) || isCallable(code, retry) ?',
      },
      {
        file: `${worker}/scan.ts`,
        from: 'import { dueTickMs, isCallable }',
        to: 'import { dueTickMs, isCallable, isOpen }',
      },
    ],
  },
  {
    name: 'a claim with the carrier down',
    mix: 'carrier',
    from: 1,
    patches: [{ file: `${worker}/plan/claim.ts`, from: 'dialer.carrier.healthy && (debt', to: '(debt' }],
  },
  {
    name: 'keys that went are not asked for again',
    mix: 'carrier',
    from: 398,
    patches: [
      {
        file: `${worker}/plan/claim.ts`,
        from: 'return proveKeys(dialer, id',
        to: 'return wantContacts(dialer, id',
      },
      {
        file: `${worker}/plan/claim.ts`,
        from: 'import { chunkOf, proveKeys }',
        to: 'import { chunkOf, wantContacts }',
      },
    ],
  },
  {
    name: 'an import that makes a new key',
    mix: 'people',
    from: 5,
    patches: [
      {
        file: 'simulation/src/world/people.ts',
        from: "  if (world.key !== 'alive') return\n",
        to: "  world.key = 'alive'\n",
      },
    ],
  },
]
