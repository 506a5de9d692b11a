/** `npm run mutate [-- domain audit] [--concurrency 1]`: each package's mutants against its own tests; docs/MUTATION.md. */
import { parseArgs } from 'node:util'
import { packages } from './mutation/packages.mjs'
import { installed, runNode, seconds } from './run.mjs'
import { setUp } from './set-up.mjs'

const stryker = installed('@stryker-mutator/core/bin/stryker.js')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: '2' } },
})

const mutate = async (name) => {
  Object.assign(process.env, { LASTCALL_MUTATE: name, LASTCALL_MUTATE_CONCURRENCY: values.concurrency })
  const { code, ms } = await runNode([stryker, 'run'], { stdio: 'inherit' })
  return `${code === 0 ? 'PASS' : 'FAIL'}  ${name} (${seconds(ms)})`
}

const everything = async () => {
  const names = positionals.length > 0 ? positionals : Object.keys(packages)
  const strange = names.filter((name) => !(name in packages))
  if (strange.length > 0) {
    process.stderr.write(`Not mutated: ${strange.join(', ')}. Known: ${Object.keys(packages).join(', ')}\n`)
    return 1
  }
  if (!(await setUp())) return 1
  const told = []
  for (const name of names) told.push(await mutate(name))
  process.stdout.write(`${told.join('\n')}\n`)
  return told.every((line) => line.startsWith('PASS')) ? 0 : 1
}

process.exitCode = await everything()
