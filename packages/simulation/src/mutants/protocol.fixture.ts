/** Broken protocols, first part: how permission is asked for and given. */
import type { Mutant } from './mutant.fixture'

const worker = 'dialer-worker/src/worker'

export const permissions: readonly Mutant[] = [
  {
    name: 'pipelined appends',
    from: 7,
    patches: [
      {
        file: `${worker}/slot.ts`,
        from: 'dialer.slot === null && dialer.halted',
        to: "(dialer.slot === null || dialer.slot.event.type === 'CallsAuthorized') && dialer.halted",
      },
      {
        file: `${worker}/slot.ts`,
        from: "(dialer.history.at ?? 'nothing-yet')",
        to: "dialer.slot !== null ? (dialer.history.at ?? 0) + 1 : (dialer.history.at ?? 'nothing-yet')",
      },
      {
        file: `${worker}/plan/authorize.ts`,
        from: 'd.slot === null ? tryOutreach',
        to: 'true ? tryOutreach',
      },
    ],
  },
  {
    name: 'a batch appended one by one',
    from: 7,
    patches: [
      {
        file: 'simulation/src/world/appends.ts',
        from: '  const before = world.lengths',
        to: `  const whole = events[0]?.data?.calls
  if (events[0]?.type === 'CallsAuthorized' && whole.length > 1) {
    const part = (calls, id) => ({ ...events[0], id, data: { ...events[0].data, calls } })
    whole.slice(1).forEach((call, k) =>
      schedule(world, travelUs(world) * (k + 1), { ...message, expected: 'anything', answered: true, events: [part([call], events[0].id + k)] }))
    return onAppend(world, { ...message, events: [part([whole[0]], events[0].id)] })
  }
  const before = world.lengths`,
      },
    ],
  },
  {
    name: 'a permit renewed on retry',
    from: 6,
    patches: [
      {
        file: `${worker}/tail.ts`,
        from: '? grant(env, next, event, slot.begun, now)',
        to: '? grant(env, next, event, now, now)',
      },
    ],
  },
  {
    name: 'the permit clock starts at the acknowledgement',
    from: 12,
    patches: [
      {
        file: `${worker}/slot.ts`,
        from: "'CallsAuthorized' ? grant(env, next, event, begun, now)",
        to: "'CallsAuthorized' ? grant(env, next, event, now, now)",
      },
    ],
  },
  {
    name: 'the wall clock alone in the permit',
    mix: 'clocks',
    from: 22,
    patches: [
      {
        file: 'dialer-worker/src/time.ts',
        from: 'Math.max(now.mono - then.mono, now.wall - then.wall)',
        to: 'now.wall - then.wall',
      },
    ],
  },
  {
    name: 'no suspend check',
    from: 52,
    patches: [
      {
        file: 'dialer-worker/src/time.ts',
        from: 'Math.max(now.mono - then.mono, now.wall - then.wall)',
        to: 'now.mono - then.mono',
      },
    ],
  },
  {
    name: 'no allowance for drift',
    mix: 'permits',
    from: 9,
    patches: [{ file: 'dialer-worker/src/time.ts', from: 'driftFactor = 1.01', to: 'driftFactor = 1' }],
  },
  {
    name: 'a grant appended with anything',
    from: 14,
    patches: [
      {
        file: `${worker}/slot.ts`,
        from: "event.type === 'OutreachQuiesced' ? 'anything'",
        to: "event.type === 'OutreachQuiesced' || event.type === 'CallsAuthorized' ? 'anything'",
      },
    ],
  },
  {
    name: 'a claim appended with anything',
    mix: 'crashes',
    from: 48,
    patches: [
      {
        file: `${worker}/slot.ts`,
        from: "event.type === 'OutreachQuiesced' ? 'anything'",
        to: "event.type === 'OutreachQuiesced' || event.type === 'DialingClaimed' ? 'anything'",
      },
    ],
  },
  {
    name: 'n used again after a release',
    from: 2,
    patches: [
      { file: `${worker}/plan/authorize.ts`, from: 'authorized(code) + 1', to: 'attempts(code) + 1' },
      {
        file: `${worker}/plan/authorize.ts`,
        from: 'import { authorized, timestamp }',
        to: 'import { attempts, timestamp }',
      },
    ],
  },
  {
    name: 'an own authorization recognised by recipient and n',
    mix: 'doubt',
    from: 12,
    patches: [
      {
        file: `${worker}/tail.ts`,
        from: 'const isAwaited = slot?.id === recorded.id',
        to: `const isAwaited = slot?.id === recorded.id || (recorded.type === 'CallsAuthorized' && slot?.event.type === 'CallsAuthorized' &&
    slot.event.calls.some(([r, n]) => recorded.data.calls.some((other) => other[0] === r && other[1] === n)))`,
      },
    ],
  },
  {
    name: 'an authorization that was given up is not disowned',
    mix: 'store',
    from: 62,
    patches: [{ file: `${worker}/tail.ts`, from: 'still(disown(env, next, event, now))', to: 'still(next)' }],
  },
  {
    name: 'a recipient with an open attempt is authorized again',
    from: 2,
    patches: [
      {
        file: `${worker}/plan/pick.ts`,
        from: 'busy.has(contact.token) || taken.has(contact.token)',
        to: 'false',
      },
      {
        file: 'domain/src/recipients/callable.ts',
        from: 'if (isOpen(code) || optedOut(code)',
        to: 'if (optedOut(code)',
      },
    ],
  },
  {
    name: 'more than one open call for a number',
    from: 13,
    patches: [
      {
        file: `${worker}/plan/pick.ts`,
        from: 'busy.has(contact.token) || taken.has(contact.token)',
        to: 'false',
      },
    ],
  },
]
