/** Broken protocols, second part: the gate, the wire, and what becomes of calls that nobody follows. */
import type { Mutant } from './mutant.fixture'

const worker = 'dialer-worker/src/worker'
const gate = 'dialer-worker/src/gate/step.ts'
const situation = 'domain/src/recipients/situation.ts'
const resolver = 'dialer-worker/src/resolver/step.ts'

export const calls: readonly Mutant[] = [
  {
    name: 'an asynchronous gate',
    from: 6,
    patches: [
      {
        file: 'simulation/src/world/worker.ts',
        from: '  leaving(world, life, attempt)\n  send(world, life, attempt)\n',
        to: "  schedule(world, travelUs(world), { is: 'delivery', to: life.number, what: { is: 'bytes', attempt } })\n",
      },
      {
        file: 'simulation/src/world/worker.ts',
        from: "    case 'loaded':\n",
        to: "    case 'bytes':\n      leaving(world, life, what.attempt)\n      return send(world, life, what.attempt)\n    case 'loaded':\n",
      },
    ],
  },
  {
    name: 'a gate without the stop flag',
    mix: 'carrier',
    from: 2,
    patches: [
      { file: gate, from: '(p) => p.outreach === input.outreach,\n', to: '() => false,\n' },
      { file: gate, from: "  if (gate.stopped.has(permit.outreach)) return 'outreach stopped'\n", to: '' },
    ],
  },
  {
    name: 'a gate without the last look',
    mix: 'carrier',
    from: 5,
    patches: [{ file: gate, from: '  return objection(look, permit.outreach)\n', to: '  return null\n' }],
  },
  {
    name: "a gate that does not look at the permit's age",
    from: 16,
    patches: [
      { file: gate, from: "  if (!isAlive(permit, now)) return 'permit over'\n", to: '' },
      { file: gate, from: 'return release(gate, (p) => !isAlive(p, now))', to: 'return [gate, []]' },
    ],
  },
  {
    name: 'an originate repeated after unknown',
    from: 1,
    patches: [
      { file: gate, from: 'const used = without(gate, [permit])', to: 'const used = gate' },
      {
        file: `${worker}/originate.ts`,
        from: "    case 'unknown':\n      return still(",
        to: "    case 'unknown':\n      return [dialer, [{ is: 'originate', attempt, outreach: call.outreach, recipient: call.recipient }]]\n      return still(",
      },
    ],
  },
  {
    name: 'unknown dialed again after a restart',
    from: 6,
    patches: [
      {
        file: `${worker}/plan/resolve.ts`,
        from: 'return unresolved(env, dialer, call, effect.why, now)',
        to: "return released(env, dialer, call, 'carrier-absent', now)",
      },
    ],
  },
  {
    name: "a release without the carrier's guarantee of absence",
    mix: 'crashes',
    from: 166,
    patches: [{ file: resolver, from: 'return limits.absenceIsFinal\n', to: 'return true\n' }],
  },
  {
    name: 'a resolver that does not wait travelMs',
    mix: 'crashes',
    from: 4,
    patches: [{ file: `${worker}/watch.ts`, from: ' + env.limits.travelMs', to: '' }],
  },
  {
    name: 'a resolver that does not wait permitMs',
    mix: 'pauses',
    from: 4,
    patches: [{ file: `${worker}/watch.ts`, from: 'permitMs * driftFactor + env', to: 'env' }],
  },
  {
    name: "a predecessor's calls resolved at once after a yield",
    mix: 'crashes',
    from: 86,
    patches: [{ file: resolver, from: 'askAt: Math.max(call.askAt, notBefore)', to: 'askAt: 0' }],
  },
  {
    name: 'a late CallPlaced taken as noise',
    from: 221,
    patches: [
      {
        file: `${worker}/watch.ts`,
        from: "return isOpen(code) && situationAt(situation(code)).stage !== 'idle'",
        to: 'return false && isOpen(situationAt(situation(code)))',
      },
    ],
  },
  {
    name: 'a sign of the call beside its release taken as noise',
    from: null,
    patches: [
      {
        file: situation,
        from: 'const violation = contradicts(fact, from.stage)',
        to: 'const violation = false',
      },
      { file: situation, from: 'violation: isEnded(outcome) }', to: 'violation: false }' },
      { file: situation, from: 'released: -1, violation: true }', to: 'released: -1, violation: false }' },
    ],
  },
  {
    name: 'facts without an answer are not repeated',
    mix: 'store',
    from: 35,
    patches: [
      {
        file: `${worker}/facts.ts`,
        from: "if (answer._tag === 'Left') {",
        to: "if (answer._tag === 'Left') {\n    if (answer.left.is === 'uncertain') return still(withOutbox(dialer, outreach, { ...outbox, sending: [], notBefore: now.mono }))",
      },
    ],
  },
  {
    name: '`campaign-` read before `calls-`',
    from: 86,
    patches: [
      {
        file: 'simulation/src/world/readings.ts',
        from: 'const facts = want.calls.map(([id, at]) => [id, world.store.read(callsStream(id), at)] as const)',
        to: 'const facts = world.store.read(world.stream, want.campaign)',
      },
      {
        file: 'simulation/src/world/readings.ts',
        from: 'const { from, want, facts, first } = message',
        to: 'const { from, want, first } = message\n  const facts = want.calls.map(([id, at]) => [id, world.store.read(callsStream(id), at)] as const)',
      },
      {
        file: 'simulation/src/world/readings.ts',
        from: 'const own = world.store.read(world.stream, want.campaign)',
        to: 'const own = message.facts',
      },
    ],
  },
]
