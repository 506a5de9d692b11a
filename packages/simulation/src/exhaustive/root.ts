/** Where every search of an instance begins. */
import { begin, emptyOf } from './begin'
import { choicesOf } from './choice'
import { along } from './edge'
import type { Instance } from './instance'
import type { Small } from './small'

export const rootOf = (instance: Instance): Small => {
  let small = emptyOf(instance)
  if (!instance.begun) {
    for (let worker = 0; worker < instance.workers; worker += 1) begin(small, worker)
    return small
  }
  begin(small, 0)
  for (;;) {
    const choice = choicesOf(small).find(({ is, costs }) => costs === null && is !== 'time')
    if (choice === undefined) break
    small = along(small, choice)
  }
  for (let worker = 1; worker < instance.workers; worker += 1) begin(small, worker)
  return small
}
