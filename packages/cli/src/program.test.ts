/** Every command explains itself: with an example that it would take, and with the exit codes. */
import { expect, test } from '@jest/globals'
import { newFolder } from './trials/installation.fixture'
import { started } from './trials/processes.fixture'

const cwd = newFolder()
const run = (...args: readonly string[]) => started(args, { cwd }).end

const commands = [
  ...['init', 'demo', 'campaign create', 'campaign list', 'outreach schedule', 'outreach list', 'worker'],
  ...['network', 'stop', 'delete', 'uncalled', 'status', 'store check', 'store backup', 'store verify'],
]

const exitCodes = /Exit codes: 0 done, 1 defect, 2 usage, 3 refused, 4 not found, 5 unavailable, 6 violation/

test.each(commands)('%s --help: what it does, an example, exit codes', async (command) => {
  const { code, out, err } = await run(...command.split(' '), '--help')
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(exitCodes)
  const example = out.split('\n').find((line) => line.startsWith('  lastcall ')) ?? ''
  expect(example).toContain(`lastcall ${command}`)
  const typed = out.slice(out.indexOf('Options:'), out.indexOf('Example:'))
  for (const option of example.match(/--[a-z-]+/g) ?? [])
    if (option !== '--json') expect(typed).toContain(option)
})

test('the list of commands names every one, and no command is without a test of its help', async () => {
  const { out } = await run('--help')
  const named = [
    ...out.slice(out.indexOf('Commands:'), out.indexOf('Exit codes:')).matchAll(/^ {2}([a-z]+)/gm),
  ]
  const first = new Set([...commands.map((command) => command.split(' ')[0]), 'audit', 'help'])
  expect(named.map(([, name]) => name).filter((name) => !first.has(name))).toEqual([])
  expect(out).toMatch(/ {2}6 {2}violation/)
})

test.each([
  ['a command that is none', ['nonsense'], /unknown command/],
  ['an option that is none', ['stop', '0'.repeat(32), '--restart'], /unknown option/],
  ['a missing argument', ['stop'], /missing required argument 'id'/],
  [
    'a choice that is none',
    ['stop', '0'.repeat(32), '--live-calls', 'mute'],
    /drain, cancel-ringing, hang-up-all/,
  ],
  ['too much', ['status', 'a', 'b'], /too many arguments/],
  ['nothing at all', [], /no command was given/],
])('%s: exit code 2, and with --json one object on standard output', async (_, args, says) => {
  const told = await run('--json', ...args)
  expect([told.code, told.err]).toEqual([2, ''])
  const { error } = JSON.parse(told.out) as { readonly error: Readonly<Record<string, string>> }
  expect(error).toMatchObject({ is: 'bad command line', exit: 'usage' })
  expect(error['what']).toMatch(says)
  const shown = await run(...args)
  expect([shown.code, shown.out]).toEqual([2, ''])
  expect(shown.err.length).toBeGreaterThan(10)
})
