/** R14 at a terminal: the question shows what would end, "n" does nothing, "y" does it. `script` gives the terminal. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { CampaignId } from '@lastcall/domain'
import { spawnSync } from 'node:child_process'
import { countsOf, eventsOf, newCampaign, newOutreach, typesOf, untilFacts } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation } from './installation.fixture'
import type { Running } from './processes.fixture'
import { until } from './processes.fixture'

let at: Installation
let campaign: CampaignId

beforeAll(async () => {
  at = await installation()
  campaign = await newCampaign(at)
})
afterAll(() => at.remove())

const program = 'script'
const isPresent = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.includes('util-linux')

const quoted = (word: string): string => `'${word}'`

const atTerminal = (...args: readonly string[]): Running =>
  at.start(args, {
    env: { TERM: 'xterm', COLUMNS: '200' },
    through: (command) => [program, '-qec', command.map(quoted).join(' '), '/dev/null'],
  })

const answer = async (running: Running, question: string, key: string): Promise<void> => {
  await until(question, () => running.out().includes(question))
  running.child.stdin?.write(`${key}\r`)
}

if (!isPresent) process.stderr.write('skipped: no `script` of util-linux here, so no terminal to ask at\n')

const ifPresent = isPresent ? test : test.skip

ifPresent('stop: uncalled, ringing and connected are shown; n writes nothing; y stops', async () => {
  const network = await at.network({ speed: '2' })
  const outreach = await newOutreach(at, campaign, 150)
  at.worker('one')
  await untilFacts(at, outreach, 'CallAnswered', 1)
  const no = atTerminal('stop', outreach)
  await answer(no, 'Stop for good? There is no restart.', 'n')
  const refused = await no.end
  expect(refused.code).toBe(3)
  expect(refused.out).toMatch(
    /\(in progress, 150 recipients\): [1-9]\d* uncalled or not reached, \d+ being placed, [1-9]\d* ringing, \d+ connected/,
  )
  expect(refused.out).toContain('nothing was done')
  expect(typesOf(await eventsOf(at, campaign))).not.toContain('OutreachStopped')
  const yes = atTerminal('stop', outreach, '--live-calls', 'hang-up-all')
  await answer(yes, 'Stop for good? There is no restart.', 'y')
  const done = await yes.end
  expect(done.code).toBe(0)
  expect(done.out).toContain(`outreach ${outreach} stopped at`)
  expect(typesOf(await eventsOf(at, campaign))).toContain('OutreachStopped')
  await until('the calls have ended', async () => {
    const { ringing, connected, authorized } = await countsOf(at, campaign)
    return ringing === 0 && connected === 0 && authorized === 0
  })
  await network.kill('SIGTERM')
})

ifPresent('delete: it says that nothing can be read any more; n does nothing, y deletes', async () => {
  const no = atTerminal('delete', campaign)
  await answer(no, 'Delete for good?', 'n')
  const refused = await no.end
  expect(refused.code).toBe(3)
  expect(refused.out).toContain('Deletion is at once and cannot be undone')
  expect(refused.out).toContain('lastcall uncalled')
  expect(typesOf(await eventsOf(at, campaign))).not.toContain('CampaignDeleted')
  const yes = atTerminal('delete', campaign)
  await answer(yes, 'Delete for good?', 'y')
  expect((await yes.end).code).toBe(0)
  expect(typesOf(await eventsOf(at, campaign))).toContain('CampaignDeleted')
})

ifPresent('an interrupted question does nothing', async () => {
  const other = await newCampaign(at)
  const asked = atTerminal('delete', other)
  await until('the question', () => asked.out().includes('Delete for good?'))
  asked.child.stdin?.write('\u0003')
  expect((await asked.end).code).toBe(3)
  expect(typesOf(await eventsOf(at, other))).toEqual(['CampaignCreated'])
})
