/** `npm run check:exhaustive`: the largest instance, or others by name; exit 1 and a story where a promise breaks. */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { searchTogether } from './crew'
import { larger, largest, small } from './index'
import type { Instance } from './instance'
import type { Patience } from './search'
import { storyOf } from './story'

interface How {
  readonly mostMs: number
  readonly threads: number
  readonly tells: boolean
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const mb = (): number => Math.round(process.memoryUsage.rss() / 1_000_000)

const one = async (instance: Instance, { mostMs, threads, tells }: How): Promise<boolean> => {
  let most = 0
  const before = process.cpuUsage()
  const patience: Patience = {
    mostNodes: Infinity,
    mostMs,
    onLevel: (depth, nodes, frontier) => {
      most = Math.max(most, mb())
      if (tells) say(`  depth ${depth}: ${nodes} states, ${frontier} of them new, ${mb()} MB`)
    },
  }
  const searched = await searchTogether(instance, patience, threads)
  const { nodes, edges, depth, ms, ended, broken, settled } = searched
  const { user, system } = process.cpuUsage(before)
  const outcome = broken !== null ? 'BROKEN' : ended ? 'ended' : 'not ended'
  say(
    `${instance.name}: ${outcome}; ${nodes} states, ${edges} steps, depth ${depth}, ${settled} at rest, ` +
      `${(ms / 1_000).toFixed(1)} s (${((user + system) / 1_000_000).toFixed(0)} s of processor time), ${most} MB`,
  )
  if (broken !== null) say(storyOf(searched))
  return ended && broken === null
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      all: { type: 'boolean', default: false },
      small: { type: 'boolean', default: false },
      instance: { type: 'string' },
      levels: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '30' },
      threads: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    },
  })
  const all = [...small, ...larger, largest]
  const named = all.filter(({ name }) => name === values.instance)
  const wanted = values.instance !== undefined ? named : values.small ? small : values.all ? all : [largest]
  if (wanted.length === 0) say(`instances: ${all.map(({ name }) => name).join('; ')}`)
  const how = {
    mostMs: Number(values.minutes) * 60_000,
    threads: Number(values.threads),
    tells: values.levels,
  }
  let good = wanted.length > 0
  for (const instance of wanted) good = (await one(instance, how)) && good
  return good ? 0 : 1
}

void main().then((code) => {
  process.exitCode = code
})
