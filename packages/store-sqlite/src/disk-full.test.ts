/** A full disk refuses a stop as well, and says so; with some space again, or a ballast, the same stop commits. */
import { describe, expect, test } from '@jest/globals'
import { ballastOf } from '@lastcall/sqlite-file'
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SqliteStore, SqliteStoreOptions } from '.'
import { all, calls, many, noted } from './events.fixture'
import { newPath, opened } from './process.fixture'

/** On a disk of 6 MiB, where the system lets us have one. */
const onSmallDisk = async (work: (path: string) => Promise<void>): Promise<void> => {
  const path = newPath()
  const disk = dirname(path)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'none', disk]).status !== 0) {
    process.stderr.write('skipped: this user may not mount a small disk\n')
    return
  }
  try {
    await work(path)
  } finally {
    spawnSync('umount', ['-l', disk])
  }
}

/** Appends until the disk is full; how many events stand. */
const filling = async ({ store }: SqliteStore): Promise<number> => {
  for (let acknowledged = 0; ; acknowledged += 200) {
    const answer = await store.append(calls, 'anything', many(200))()
    if (answer._tag === 'Right') continue
    const why = expect.stringMatching(/full.*nothing was written/)
    expect(answer.left).toMatchObject({ is: 'unavailable', why })
    return acknowledged
  }
}

const stopIn = ({ store }: SqliteStore) =>
  store.append(calls, 'anything', [noted(0, 'OutreachStopped', { long: 'x'.repeat(100_000) })], 'revocation')

describe.each<NonNullable<SqliteStoreOptions['writes']>>(['here', 'thread'])('written: %s', (writes) => {
  test('events until the disk is full, then a stop: certainly not written, and written once there is space', () =>
    onSmallDisk(async (path) => {
      const something = join(dirname(path), 'something')
      writeFileSync(something, Buffer.alloc(1_000_000, 1))
      const log = await opened(path, { writes })
      const acknowledged = await filling(log)
      expect(await stopIn(log)()).toMatchObject({ left: { is: 'unavailable' } })
      rmSync(something)
      expect(await stopIn(log)()).toMatchObject({ right: acknowledged })
      expect(await all(log, calls)).toHaveLength(acknowledged + 1)
      expect(await log.verify()()).toMatchObject({ right: { is: 'intact', events: acknowledged + 1 } })
      await log.close()
    }))

  test('with a ballast beside the log, the stop gives it up and commits at once', () =>
    onSmallDisk(async (path) => {
      writeFileSync(ballastOf(path), Buffer.alloc(1_000_000, 1))
      const log = await opened(path, { writes })
      const acknowledged = await filling(log)
      expect(existsSync(ballastOf(path))).toBe(true)
      expect(await stopIn(log)()).toMatchObject({ right: acknowledged })
      expect(existsSync(ballastOf(path))).toBe(false)
      expect(await log.verify()()).toMatchObject({ right: { is: 'intact', events: acknowledged + 1 } })
      await log.close()
    }))
})
