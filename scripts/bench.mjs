/** `npm run bench [-- name...]`: sets up, runs the benches one after the other in fresh processes, keeps their figures. */
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { benchNames, everyday, keepResults } from '../bench/report/results.mjs'
import { plainTable } from '../bench/report/table.mjs'
import { root } from './run.mjs'
import { setUp } from './set-up.mjs'

const say = (text) => process.stdout.write(`${text}\n`)

/** Its first line says what it measures. */
const titleOf = (file) => /^\/\*\* (.*) \*\/$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? ''

const machine = () => ({ cores: availableParallelism(), node: process.versions.node })

/** Null: the bench itself failed, and has said why. */
const runBench = async (name) => {
  const file = join(root, 'bench', `${name}.mjs`)
  const load = Number(loadavg()[0].toFixed(1))
  say(`${name}: ${titleOf(file)}`)
  const child = spawn(process.execPath, ['--expose-gc', file], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chunks = []
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) {
    say(`${name} failed (exit code ${code})`)
    return null
  }
  const told = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  const at = new Date().toISOString().slice(0, 10)
  return { name, title: titleOf(file), at, machine: machine(), cores: machine().cores, load, ...told }
}

const runAll = async (names) => {
  const results = []
  for (const name of names) {
    const result = await runBench(name)
    if (result === null) continue
    results.push(result)
    // At once: a later bench that fails must not take this one's figures with it.
    await keepResults(root, [result])
  }
  if (results.length > 0) say(`\n${plainTable(results)}\n`)
  for (const { name, load, cores } of results)
    if (load > cores / 2) say(`${name}: the machine was busy (load ${load}); run it again when it is calm`)
  return results.length === names.length ? 0 : 1
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !benchNames.includes(name))
if (unknown.length > 0) {
  say(`there is no bench ${unknown.join(', ')}; there are ${benchNames.join(', ')}`)
  process.exitCode = 2
} else {
  process.exitCode = (await setUp()) ? await runAll(asked.length > 0 ? asked : everyday) : 1
}
