/** One command that runs a campaign: creates it, schedules a CSV file, shows how it goes until it is completed, audits it. */
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const app = dirname(dirname(fileURLToPath(import.meta.url)))
const command = join(app, 'packages', 'cli', 'dist', 'main.js')
const [file = join(app, 'examples', 'recipients.csv')] = process.argv.slice(2)
/** Milliseconds. */
const lookEvery = 2_000

// Node is the first process of its container: without a handler a signal would do nothing.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

const lastcall = (...args) => {
  const { status, stdout } = spawnSync(process.execPath, [command, '--json', ...args], { encoding: 'utf8' })
  const said = JSON.parse(stdout.trim().split('\n').at(-1) || '{}')
  if (status === 0) return said
  process.stderr.write(`${args.slice(0, 2).join(' ')}: ${JSON.stringify(said.error ?? said)}\n`)
  process.exit(status ?? 1)
}

const say = (text) => process.stdout.write(`${text}\n`)

const { campaign } = lastcall(
  ...['campaign', 'create', '--name', 'Flu season', '--caller-id', '+12025550100', '--hours', '00:00-24:00'],
  ...['--cps', '30', '--channels', '120', '--max-attempts', '1', '--retry', ''],
)
say(`campaign ${campaign}`)
const rejects = join(tmpdir(), 'rejected.csv')
const { outreach, recipients, rejected } = lastcall(
  ...['outreach', 'schedule', campaign, file, '--default-country', 'US', '--rejects', rejects],
)
say(`outreach ${outreach}: ${recipients} recipients, ${rejected} rows rejected`)

for (let shown = ''; ; await setTimeout(lookEvery)) {
  const [{ dialedBy, outreaches }] = lastcall('status', campaign).campaigns
  const { phase, counts } = outreaches[0]
  const worker = dialedBy?.worker ?? 'nobody'
  const line = `${phase}, dialed by ${worker}: ${JSON.stringify(counts)}`
  if (line !== shown) say(line)
  shown = line
  if (phase === 'completed' || phase === 'stopped') break
}
const { status } = spawnSync(process.execPath, [command, 'audit', campaign], { stdio: 'inherit' })
process.exitCode = status ?? 1
