/** `npm run check:exhaustive`: the largest instance, or others by name; exit 1 and a story where a promise breaks. */
import { parseArgs } from 'node:util'
import { larger, largest, search, small } from './index'
import type { Instance } from './instance'
import { storyOf } from './story'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const mb = (): number => Math.round(process.memoryUsage().rss / 1_000_000)

const one = (instance: Instance, mostMs: number, tells: boolean): boolean => {
  let most = 0
  const searched = search(instance, {
    mostNodes: Infinity,
    mostMs,
    onLevel: (depth, nodes, frontier) => {
      most = Math.max(most, mb())
      if (tells) say(`  depth ${depth}: ${nodes} states, ${frontier} of them new, ${mb()} MB`)
    },
  })
  const { nodes, edges, depth, ms, ended, broken, settled } = searched
  const cpu = process.cpuUsage().user / 1_000_000
  const how = broken !== null ? 'BROKEN' : ended ? 'ended' : 'not ended'
  say(
    `${instance.name}: ${how}; ${nodes} states, ${edges} steps, depth ${depth}, ${settled} at rest, ` +
      `${(ms / 1_000).toFixed(1)} s (${cpu.toFixed(0)} s of processor time since the start), ${most} MB`,
  )
  if (broken !== null) say(storyOf(searched))
  return ended && broken === null
}

const main = (): number => {
  const { values } = parseArgs({
    options: {
      all: { type: 'boolean', default: false },
      small: { type: 'boolean', default: false },
      instance: { type: 'string' },
      levels: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '30' },
    },
  })
  const all = [...small, ...larger, largest]
  const named = all.filter(({ name }) => name === values.instance)
  const wanted = values.instance !== undefined ? named : values.small ? small : values.all ? all : [largest]
  if (wanted.length === 0) say(`instances: ${all.map(({ name }) => name).join('; ')}`)
  const good = wanted.map((instance) => one(instance, Number(values.minutes) * 60_000, values.levels))
  return good.length > 0 && good.every((is) => is) ? 0 : 1
}

process.exitCode = main()
