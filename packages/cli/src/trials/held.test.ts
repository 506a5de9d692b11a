/** A process that was stopped while it held the log: a stop that waits for it names it, and ends it when asked to. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { eventsOf, newCampaign, newOutreach, someDay, typesOf } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation } from './installation.fixture'
import { pause, until } from './processes.fixture'

let at: Installation
let holder: ChildProcess | null = null
beforeEach(async () => {
  at = await installation()
})
afterEach(async () => {
  holder?.kill('SIGKILL')
  await at.end()
  await at.remove()
})

const files = resolve(__dirname, '../../../sqlite-file/dist/index.js')

/** Inside a write transaction, and frozen there. */
const frozenHolder = async (): Promise<number> => {
  const script = `const { driver } = require(process.argv[1])
    const database = new (driver().DatabaseSync)(process.argv[2])
    database.exec('BEGIN IMMEDIATE')
    process.stdout.write('held')
    setInterval(() => database, 1000)`
  const child = spawn(process.execPath, ['-e', script, files, at.path('events.db')])
  holder = child
  await once(child.stdout, 'data')
  child.kill('SIGSTOP')
  return child.pid as number
}

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('a stop names the frozen process and the ways out, and is committed when it goes on', async () => {
  const campaign = await newCampaign(at)
  const outreach = await newOutreach(at, campaign, 5, someDay)
  const pid = await frozenHolder()
  const stopping = at.start(['--json', 'stop', outreach, '--yes'])
  await until('it says who', () => stopping.err().includes(`process ${pid} (node) holds the log`))
  expect(stopping.err()).toMatch(/stop requested, not committed yet \(2 s\)/)
  expect(stopping.err()).toContain(`kill -CONT ${pid}`)
  expect(stopping.err()).toContain(`kill -KILL ${pid}`)
  await pause(4_000)
  expect(stopping.child.exitCode).toBeNull()
  expect(holder?.exitCode).toBeNull()
  holder?.kill('SIGCONT')
  holder?.kill('SIGTERM')
  const ended = await stopping.end
  expect([ended.code, ended.out]).toEqual([0, expect.stringContaining('stopped now')])
})

onLinux('with --kill-holder it is ended, and the stop is committed', async () => {
  const campaign = await newCampaign(at)
  const outreach = await newOutreach(at, campaign, 5, someDay)
  const pid = await frozenHolder()
  const told = await at.lastcall('stop', outreach, '--yes', '--kill-holder')
  expect([told.code, told.out]).toEqual([0, expect.stringContaining('stopped now')])
  expect(told.err).toContain(
    `process ${pid} (node) holds the log and was stopped by a signal: it is ended now`,
  )
  expect(typesOf(await eventsOf(at, campaign))).toContain('OutreachStopped')
  await until('it is gone', () => holder?.signalCode === 'SIGKILL')
})
