/** When a calm world is done: every outreach completed or quiet, every authorization with an outcome, nothing unsaid. */
import { awaitsQuiet } from '@lastcall/domain'
import { dialer as machine } from '@lastcall/dialer-worker'
import type { World } from '../world/world'
import { livingLives } from './claims'
import { demand } from './observer'
import { judgeStopsInTheEnd } from './stops'

const isSettled = ({ state, outreaches }: World): boolean =>
  [...state.outreaches.values()].every(
    (o) => o.phase === 'completed' || (o.phase === 'stopped' && !awaitsQuiet(o)),
  ) && outreaches.length > 0

/** What is still owed, in words; null: nothing. */
export const owed = (world: World): string | null => {
  if (!isSettled(world)) {
    const phases = [...world.state.outreaches.values()].map(({ phase, stop }) =>
      stop?.quiesced === false ? 'stopped, not quiet' : phase,
    )
    return `outreaches: ${phases.join(', ')}`
  }
  if (world.observer.open.size > 0) {
    const open = [...world.observer.open.values()].map(({ attempt }) => attempt.slice(-4))
    return `without an outcome: ${open.join(', ')}`
  }
  if (world.state.deleted !== null && world.key !== 'destroyed') return 'the key of a deleted campaign'
  const unsaid = livingLives(world).some(
    ({ dialer }) => dialer === null || (dialer.slot !== null && !machine.isIdle(dialer)),
  )
  return unsaid ? 'an append without an answer' : null
}

/** Claims settle on one worker: each takeover needs a reason that was there before the calm. */
const takeoversAllowed = 30

/** A revocation never loses a race: whoever asked for one, and lives, has it in the log. */
const judgeRevocations = (world: World): void => {
  const stands = new Set(world.store.read(world.stream, 0).map(({ id }) => id))
  for (const [id, from] of world.observer.revocations)
    if (world.processes[from]?.alive === true)
      demand(
        world.observer,
        stands.has(id),
        'law 1',
        () => `the stop that person ${from} asked for does not stand`,
      )
}

export const judgeCalm = (world: World): void => {
  const { observer } = world
  const still = owed(world)
  judgeRevocations(world)
  judgeStopsInTheEnd(world)
  demand(observer, still === null, 'G5', () => `a calm world still owes: ${still ?? ''}`)
  demand(
    observer,
    observer.takeovers <= takeoversAllowed,
    'claims settle',
    () => `${observer.takeovers} takeovers`,
  )
}
