/** A worker that begins, timed from the start of its process until its first own authorization is seen in the log. */
import { campaignStream } from '@lastcall/domain'
import { after } from '@lastcall/eventlog'
import { start } from './command.mjs'
import { must } from './installation.mjs'

const patienceMs = 600_000
const lookEveryMs = 10

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

export const restarting = (store, campaign, config) => async () => {
  const own = campaignStream(campaign)
  let head = must(await store.last(own)()).value.revision
  const begun = performance.now()
  const worker = start(['-c', config, 'worker', '--name', 'bench'])
  while (performance.now() - begun < patienceMs) {
    const { events } = must(await store.read(own, after(head), 100)())
    if (events.some(({ type }) => type === 'CallsAuthorized'))
      return { worker, ms: performance.now() - begun }
    head = events.at(-1)?.revision ?? head
    await pause(lookEveryMs)
  }
  throw new Error('the worker authorized nothing')
}
