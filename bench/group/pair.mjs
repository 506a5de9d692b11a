/** Naive table and thread in turns, appends per second of each round: a process of its own, with the disk it is given. */
import { freshFolder } from '../parts/place.mjs'
import { asMany, openNaive, openOurs } from './callers.mjs'

const rounds = 3

const folder = freshFolder('pair')
const [naive, thread] = [openNaive(folder), await openOurs(folder, 'thread')]
const told = { naive: [], thread: [] }
for (let round = 0; round <= rounds; round += 1) {
  const ran = { naive: await asMany(naive.append), thread: await asMany(thread.append) }
  // The first one warms up.
  if (round > 0) for (const name of ['naive', 'thread']) told[name].push(ran[name].perSecond)
}
naive.close()
await thread.close()
process.stdout.write(JSON.stringify(told))
