/** What each turn of a worker tells the observer: it must not halt, and rare turns are counted. */
import type { Dialer } from '../world/machine'
import type { Life } from '../world/process'
import type { World } from '../world/world'
import { demand } from './observer'
import { count } from './rare'

export const onTurn = (world: World, life: Life, before: Dialer | null, next: Dialer): void => {
  const { observer } = world
  demand(observer, next.halted === null, 'halted', () => `worker ${life.worker}: ${next.halted ?? ''}`)
  if (before === null) {
    if (next.resolver.size > 0) count(observer, 'a life begins with open attempts of others')
    return
  }
  if (before.slot !== null && next.slot === null && before.slot.unanswered) {
    const stands = world.store.read(world.stream, 0).some(({ id }) => id === before.slot?.id)
    const { type } = before.slot.event
    count(observer, stands ? `${type} found by its id` : `${type} given up`)
  }
  if (
    next.slot !== null &&
    next.slot !== before.slot &&
    next.slot.unanswered &&
    before.slot?.unanswered === false
  )
    count(observer, 'an append in doubt')
}
