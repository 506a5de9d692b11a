/** `npm run simulate -- --seeds 10000`, or `--seed 17 --trace`: exit 1 where a promise breaks, with the shrunk story. */
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { planOf } from './plan/draw'
import { storyOf } from './run/diagram'
import type { Tally } from './run/many'
import { noTally, runMany, together } from './run/many'
import { run } from './run/run'
import { shrink } from './run/shrink'

interface Share {
  readonly first: number
  readonly end: number
  readonly stride: number
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const inThread = (share: Share): Promise<Tally> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(__filename, { workerData: share })
    thread.once('message', resolve)
    thread.once('error', reject)
  })

const one = (seed: number, trace: boolean): number => {
  const plan = planOf(seed)
  const ran = run(plan, {}, trace)
  say(storyOf(ran.broken === null ? ran : shrink(plan)))
  return ran.broken === null ? 0 : 1
}

/** Every so many seeds it tells how far it is. */
const lot = 1_000

const many = async (first: number, seeds: number, threads: number, counts: boolean): Promise<number> => {
  const began = Date.now()
  let tally = noTally
  for (let from = first; from < first + seeds; from += lot) {
    const end = Math.min(from + lot, first + seeds)
    const shares = Array.from({ length: threads }, (_, k) =>
      inThread({ first: from + k, end, stride: threads }),
    )
    for (const share of await Promise.all(shares)) tally = together(tally, share)
    const perSecond = Math.round(tally.steps / Math.max(0.001, (Date.now() - began) / 1_000))
    say(`${tally.seeds} seeds, ${tally.broken.length} broken, ${tally.steps} steps, ${perSecond} per second`)
  }
  if (counts)
    for (const name of Object.keys(tally.counts).sort())
      say(`${tally.counts[name] ?? 0}  ${name}  (seed ${tally.firsts[name] ?? ''})`)
  for (const { seed, broken, fingerprint } of tally.broken)
    say(`seed ${seed} ${fingerprint} ${broken.promise}: ${broken.says}`)
  const [worst] = tally.broken
  if (worst !== undefined) say(storyOf(shrink(planOf(worst.seed))))
  return tally.broken.length === 0 ? 0 : 1
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
      seeds: { type: 'string', default: '1000' },
      first: { type: 'string', default: '1' },
      threads: { type: 'string', default: '2' },
      counts: { type: 'boolean', default: false },
    },
  })
  if (values.seed !== undefined) return one(Number(values.seed), values.trace)
  return many(Number(values.first), Number(values.seeds), Number(values.threads), values.counts)
}

if (isMainThread) void main().then((code) => (process.exitCode = code))
else {
  const { first, end, stride } = workerData as Share
  parentPort?.postMessage(runMany(first, end, stride))
}
