/** Files that cannot be used are told with the way out; a stop on a full disk waits until it is committed. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { driver } from '@lastcall/sqlite-file'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventsOf, newCampaign, newOutreach, someDay, typesOf } from './campaign.fixture'
import type { Installation } from './installation.fixture'
import { installation, newFolder } from './installation.fixture'
import { pause, until } from './processes.fixture'

const skipped = (why: string): void => void process.stderr.write(`skipped: ${why}\n`)

const mounted = (...args: readonly string[]): boolean =>
  process.platform === 'linux' && spawnSync('mount', args).status === 0
const unmount = (folder: string): void => void spawnSync('umount', ['-l', folder])

describe('given a log that is none', () => {
  let at: Installation
  beforeEach(async () => {
    at = await installation()
  })
  afterEach(() => at.remove())

  test('a file that is not SQLite is named, and left as it is', async () => {
    const bytes = 'Dear diary, '.repeat(2_000)
    writeFileSync(at.path('events.db'), bytes)
    for (const command of [['status'], ['stop', '0'.repeat(32), '--yes'], ['worker']]) {
      const told = await at.lastcall(...command)
      expect(told.code).toBe(2)
      expect(told.json.error).toMatchObject({
        is: 'not a database',
        where: at.path('events.db'),
        exit: 'usage',
      })
      expect(told.json.error.todo).toBe('Name another file.')
    }
    expect(readFileSync(at.path('events.db'), 'utf8')).toBe(bytes)
  })

  test.each(['events.db', 'keys.db'])('%s of a newer program is named, and left as it is', async (name) => {
    await newCampaign(at)
    const { DatabaseSync } = driver()
    const database = new DatabaseSync(at.path(name))
    database.exec('PRAGMA user_version = 99')
    database.close()
    const told = await at.lastcall('status')
    expect(told.code).toBe(2)
    expect(told.json.error).toMatchObject({ is: 'newer version', where: at.path(name) })
    expect(told.json.error.what).toContain('99')
    expect(told.json.error.todo).toMatch(/newer version/)
    const shown = await at.shown('status')
    expect(shown).toMatchObject({ code: 2, out: '' })
    expect(shown.err).toContain(`${at.path(name)}: `)
  })

  test('a file of keys in place of the log', async () => {
    await newCampaign(at)
    at.configure({ store: 'keys.db', keys: 'events.db' })
    const told = await at.lastcall('status')
    expect(told.code).toBe(2)
    expect(told.json.error).toMatchObject({ is: 'other application', where: at.path('keys.db') })
  })

  test('a folder that is not there, and a master key that is none, another, or missing', async () => {
    const campaign = await newCampaign(at)
    at.configure({ store: 'nowhere/events.db' })
    expect((await at.lastcall('status')).json.error.is).toBe('folder missing')
    at.configure({ store: 'events.db' })
    const key = readFileSync(at.path('master.key'), 'utf8')
    writeFileSync(at.path('master.key'), 'f'.repeat(64))
    const other = await at.lastcall('outreach', 'schedule', campaign, at.config)
    expect([other.code, other.json.error.is]).toEqual([2, 'wrong master key'])
    writeFileSync(at.path('master.key'), 'tell nobody')
    const none = await at.lastcall('status')
    expect(none.code).toBe(2)
    expect(none.json.error).toMatchObject({ is: 'bad master key', where: at.path('master.key') })
    expect(none.out + none.err).not.toContain('tell nobody')
    rmSync(at.path('master.key'))
    expect((await at.lastcall('status')).json.error.is).toBe('bad master key')
    writeFileSync(at.path('master.key'), key)
    expect((await at.lastcall('status')).code).toBe(0)
  })
})

test('a log on a disk that is read-only: said at once, with the way out, and nothing waits', async () => {
  const at = await installation()
  const campaign = await newCampaign(at)
  const outreach = await newOutreach(at, campaign, 5, someDay)
  const { folder } = at
  if (!mounted('--bind', folder, folder) || !mounted('-o', 'remount,bind,ro', folder)) {
    unmount(folder)
    await at.remove()
    return skipped('this user may not mount a folder read-only')
  }
  try {
    for (const command of [['stop', outreach, '--yes'], ['delete', campaign, '--yes'], ['status']]) {
      const told = await at.lastcall(...command)
      expect(told.code).toBe(2)
      expect(told.json.error).toMatchObject({ is: 'read-only', where: at.path('events.db'), exit: 'usage' })
      expect(told.json.error.todo).toMatch(/write permission/)
    }
  } finally {
    unmount(folder)
  }
  expect(typesOf(await eventsOf(at, campaign))).not.toContain('OutreachStopped')
  await at.remove()
})

/** As much as fits. */
const fill = (folder: string): void => {
  mkdirSync(folder)
  for (const size of [65_536, 4_096, 512, 1]) {
    for (let i = 0; ; i += 1) {
      try {
        writeFileSync(join(folder, `${size}-${i}`), Buffer.alloc(size))
      } catch {
        rmSync(join(folder, `${size}-${i}`), { force: true })
        break
      }
    }
  }
}

describe('on a full disk', () => {
  let at: Installation | null = null
  let folder: string
  beforeEach(async () => {
    folder = newFolder()
    at = mounted('-t', 'tmpfs', '-o', 'size=6m', 'none', folder) ? await installation(folder) : null
  })
  afterEach(async () => {
    await at?.end()
    if (at !== null) unmount(folder)
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(['opened by nobody else', 'opened by a worker too'])(
    'a stop says so, goes on, and commits when there is space again: the log is %s',
    async (how) => {
      if (at === null) return skipped('this user may not mount a small disk')
      const campaign = await newCampaign(at)
      const outreach = await newOutreach(at, campaign, 5, someDay)
      if (how.includes('worker')) await at.network()
      const worker = how.includes('worker') ? at.worker('one', '--health-port', '0') : null
      await until('it runs', () => worker === null || worker.out().includes('health'))
      fill(join(folder, 'filler'))
      const stopping = at.start(['--json', 'stop', outreach, '--yes'])
      await until('it says so', () => /not committed yet .*full/.test(stopping.err()))
      await pause(1_500)
      expect(stopping.child.exitCode).toBeNull()
      expect(stopping.err().split('\n').length).toBeLessThan(12)
      const status = await at.lastcall('status', campaign)
      expect(JSON.stringify(status.json)).not.toContain('"stopped"')
      rmSync(join(folder, 'filler'), { recursive: true })
      const ended = await stopping.end
      expect(ended.code).toBe(0)
      expect(ended.out).toContain('stopped now')
      const types = typesOf(await eventsOf(at, campaign))
      expect(types.filter((type) => type === 'OutreachStopped')).toHaveLength(1)
      expect(worker?.child.exitCode ?? null).toBeNull()
    },
  )

  test('a stop gives up the ballast, where one lies, and commits without waiting', async () => {
    if (at === null) return skipped('this user may not mount a small disk')
    const campaign = await newCampaign(at)
    const outreach = await newOutreach(at, campaign, 5, someDay)
    writeFileSync(at.path('events.db-ballast'), Buffer.alloc(1_000_000, 1))
    fill(join(folder, 'filler'))
    const told = await at.lastcall('stop', outreach, '--yes')
    expect([told.code, told.out]).toEqual([0, expect.stringContaining('stopped now')])
    expect(existsSync(at.path('events.db-ballast'))).toBe(false)
    expect(typesOf(await eventsOf(at, campaign))).toContain('OutreachStopped')
  })

  test('`status` and `store check` tell what little room means for calls, and for a stop', async () => {
    if (at === null) return skipped('this user may not mount a small disk')
    await newCampaign(at)
    const scarce = expect.stringMatching(/ MB are free .* no call below 256 MB/)
    const noBallast = expect.stringMatching(/no ballast/)
    expect((await at.lastcall('store', 'check')).json).toMatchObject({
      ...{ ballast: false, warnings: [scarce, noBallast] },
    })
    expect((await at.shown('status')).out).toEqual(scarce)
    expect((await at.lastcall('status')).json).toMatchObject({ warnings: [scarce] })
    at.configure({ minimumFreeMb: 0 })
    expect((await at.lastcall('status')).json).toMatchObject({ warnings: [] })
  })

  test('a worker authorizes nothing where the disk of the log is nearly full, and says so', async () => {
    if (at === null) return skipped('this user may not mount a small disk')
    at.configure({ minimumFreeMb: 100 })
    const campaign = await newCampaign(at)
    await newOutreach(at, campaign, 5)
    await at.network()
    const worker = at.worker('one')
    await until('it says so', () => (worker.out() + worker.err()).includes('nearly full'))
    await pause(1_000)
    expect(typesOf(await eventsOf(at, campaign))).not.toContain('CallsAuthorized')
    at.configure({ minimumFreeMb: 1 })
    worker.child.kill('SIGTERM')
    await worker.end
    at.worker('one')
    const installed = at
    await until('it authorizes', async () =>
      typesOf(await eventsOf(installed, campaign)).includes('CallsAuthorized'),
    )
  })

  test('an import is refused whole, and can be repeated when there is space', async () => {
    if (at === null) return skipped('this user may not mount a small disk')
    const campaign = await newCampaign(at)
    fill(join(folder, 'filler'))
    const refused = await at.lastcall('status')
    if (refused.code !== 0) expect([refused.code, refused.json.error.is]).toEqual([5, 'disk full'])
    rmSync(join(folder, 'filler'), { recursive: true })
    await newOutreach(at, campaign, 5, someDay)
    expect(typesOf(await eventsOf(at, campaign))).toEqual(['CampaignCreated', 'OutreachScheduled'])
  })
})
