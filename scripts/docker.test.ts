/** The image, and the compose files brought up with it: a campaign while one worker is killed and another one is paused. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Engine } from './docker-engine.fixture'
import { engine } from './docker-engine.fixture'
import type { Trial } from './docker.fixture'
import { newTrial, postgres } from './docker.fixture'

const found = engine()

const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 30_000; !(await holds()); await pause(200))
    if (Date.now() > end) throw new Error(`not within 30 s: ${what}`)
}

const withEngine = (here: Engine) => (): void => {
  let trial: Trial
  beforeAll(() => {
    trial = newTrial(here)
    trial.build()
  }, 90_000)
  afterAll(async () => {
    await trial.remove()
  }, 60_000)

  const inspected = (container: string, what: string): string =>
    trial.docker('inspect', '--format', `{{${what}}}`, container)

  test('the command runs in it, and not as root', () => {
    const { docker, image } = trial
    expect(docker('run', '--rm', '--network', 'none', image, '--help')).toContain('worker')
    const asks = ['-p', 'process.getuid() + " " + os.userInfo().username']
    const said = docker('run', '--rm', '--network', 'none', '--entrypoint', 'node', image, ...asks)
    expect(said).toBe('10001 lastcall')
  })

  const composed = (): void => {
    const csv = 'people.csv'
    const health = (container: string): string => inspected(container, '.State.Health.Status')
    const status = async (): Promise<string> =>
      (await trial.compose('exec', '-T', 'network', ...lastcall, 'status')).out
    const lastcall = ['node', '/app/packages/cli/dist/main.js', '--json']
    const dialing = async (): Promise<string> =>
      /"worker":"(one|two)@[0-9a-f]{8}"/.exec(await status())?.[1] ?? ''

    beforeAll(async () => {
      const rows = readFileSync(join(__dirname, '..', 'examples', 'recipients.csv'), 'utf8').split('\n')
      writeFileSync(join(trial.folder, csv), `${rows.slice(0, 500).join('\n')}\n`, { mode: 0o644 })
      const up = await trial.compose('up', '--detach', '--no-build')
      if (up.code !== 0) throw new Error(up.out)
    }, 90_000)

    test('workers become healthy', async () => {
      for (const service of ['worker-one', 'worker-two']) {
        const id = await trial.container(service)
        await until(`${service} is healthy`, () => health(id) === 'healthy')
      }
    }, 60_000)

    test('one is killed and the other paused in the middle of a campaign: it is completed, and every promise holds', async () => {
      const volume = `${join(trial.folder, csv)}:/tmp/people.csv:ro`
      const campaign = trial.compose('run', '--rm', '-T', '-v', volume, 'campaign', '/tmp/people.csv')
      await until('somebody dials', async () => (await dialing()) !== '')
      const first = await dialing()
      trial.docker('kill', await trial.container(`worker-${first}`))
      const second = first === 'one' ? 'two' : 'one'
      await until('the other dials', async () => (await dialing()) === second)
      const paused = await trial.container(`worker-${second}`)
      trial.docker('pause', paused)
      expect((await trial.compose('start', `worker-${first}`)).code).toBe(0)
      await until('the first dials again', async () => (await dialing()) === first)
      trial.docker('unpause', paused)
      const told = await campaign
      expect(told.out).toContain('completed')
      expect(told).toMatchObject({ code: 0 })
      const record = ['--network', '/tmp/network.jsonl']
      const audit = await trial.compose('exec', '-T', 'network', ...lastcall, 'audit', ...record)
      expect(audit.out).not.toContain('"violated"')
      expect(audit.code).toBe(0)
    }, 90_000)

    test('SIGTERM ends a worker in order, within its bound', async () => {
      const worker = await trial.container('worker-one')
      const begun = Date.now()
      trial.docker('stop', '--time', '45', worker)
      expect(Date.now() - begun).toBeLessThan(40_000)
      expect(inspected(worker, '.State.ExitCode')).toBe('0')
    }, 60_000)

    test('the cluster’s file fits', async () => {
      const cluster = join(trial.folder, 'docker', 'compose.cluster.yaml')
      const { code, out } = await trial.compose('-f', cluster, 'config')
      expect(code).toBe(0)
      for (const node of ['eventstore:', 'eventstore2:', 'eventstore3:']) expect(out).toContain(`\n  ${node}`)
    })
  }

  const missing = here.compose === null ? 'docker compose' : postgres === undefined ? 'PostgreSQL' : null
  if (missing === null) describe('compose files', composed)
  else test.skip(`compose files (${missing} is not installed)`, () => undefined)
}

if (typeof found === 'string') test.skip(`Docker (${found})`, () => undefined)
else describe('Docker', withEngine(found))
