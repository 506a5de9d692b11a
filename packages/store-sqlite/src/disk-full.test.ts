/** A full disk refuses a stop as well, and says so; with some space again, the same stop commits. */
import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { all, calls, many, noted } from './events.fixture'
import { newPath, opened } from './process.fixture'

test('events until the disk is full, then a stop: certainly not written, and written once there is space', async () => {
  const path = newPath()
  const disk = dirname(path)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'none', disk]).status !== 0) {
    process.stderr.write('skipped: this user may not mount a small disk\n')
    return
  }
  try {
    const ballast = join(disk, 'ballast')
    writeFileSync(ballast, Buffer.alloc(1_000_000, 1))
    const log = await opened(path)
    let acknowledged = 0
    for (;;) {
      const answer = await log.store.append(calls, 'anything', many(200))()
      if (answer._tag === 'Right') acknowledged += 200
      else {
        expect(answer.left).toMatchObject({
          is: 'unavailable',
          why: expect.stringMatching(/full.*nothing was written/),
        })
        break
      }
    }
    const stop = log.store.append(
      calls,
      'anything',
      [noted(0, 'OutreachStopped', { long: 'x'.repeat(100_000) })],
      'revocation',
    )
    expect(await stop()).toMatchObject({ left: { is: 'unavailable' } })
    rmSync(ballast)
    expect(await stop()).toMatchObject({ right: acknowledged })
    expect(await all(log, calls)).toHaveLength(acknowledged + 1)
    expect(await log.verify()()).toMatchObject({ right: { is: 'intact', events: acknowledged + 1 } })
    await log.close()
  } finally {
    spawnSync('umount', ['-l', disk])
  }
})
