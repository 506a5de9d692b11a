/** `npm test`: set up, every check, every test, and a plain count at the end. With arguments: jest alone, with them. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { checks } from './checks.mjs'
import { installed, runNode, seconds } from './run.mjs'
import { setUp } from './set-up.mjs'
import { countsOf, lastLine, skippedOf, summaryOf } from './summary.mjs'

const say = (text) => process.stdout.write(`${text}\n`)

const told = (name, { code, output, ms }) => {
  const passed = code === 0
  if (!passed && output !== '') say(`\n${output.trimEnd()}\n`)
  say(`${passed ? 'PASS' : 'FAIL'}  ${name} (${seconds(ms)})`)
  return { name, passed, ms }
}

/** Two at a time, told in their order. */
const runChecks = async () => {
  const running = []
  for (const [at, { args }] of checks.entries()) {
    running.push((running[at - 2] ?? Promise.resolve()).then(() => runNode(args)))
  }
  const outcomes = []
  for (const [at, { name }] of checks.entries()) outcomes.push(told(name, await running[at]))
  return outcomes
}

const jest = installed('jest/bin/jest.js')

/** Tests have the machine to themselves: some of them measure time. */
const runTests = async () => {
  const report = installed(join('.cache', 'lastcall', 'jest.json'))
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const workers = String(Math.max(2, Math.ceil(availableParallelism() / 2)))
  const args = [jest, '--maxWorkers', workers, '--json', '--outputFile', report]
  const ran = await runNode(args, { stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    return { ...told('tests', ran), tests: JSON.parse(readFileSync(report, 'utf8')) }
  } catch {
    return told('tests', { ...ran, code: ran.code || 1, output: 'jest left no report' })
  }
}

const everything = async () => {
  const outcomes = [...(await runChecks()), await runTests()]
  const counts = countsOf(outcomes)
  say(`\n${summaryOf(outcomes)}\n`)
  for (const title of skippedOf(outcomes.at(-1).tests)) say(`skipped: ${title}`)
  say(lastLine(counts))
  return counts.failed === 0 ? 0 : 1
}

const args = process.argv.slice(2)
if (!(await setUp())) {
  say(lastLine({ passed: 0, failed: 1, skipped: 0 }))
  process.exitCode = 1
} else if (args.length > 0) {
  process.exitCode = (await runNode([jest, ...args], { stdio: 'inherit' })).code
} else {
  process.exitCode = await everything()
}
