/** Snapshots in a folder: replaced whole, believed only when whole, and never a reason to fail. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { snapshotsInFolder } from '..'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshots-'))
})
afterEach(() => rm(folder, { recursive: true }))

const name = 'campaign-1'
const file = () => join(folder, `${name}.snapshot`)
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

describe('a snapshot in a folder', () => {
  test('is read back as it was saved last, by another handle too, and not under another name', async () => {
    const kept = snapshotsInFolder(join(folder, 'made', 'on', 'demand'))
    expect(await kept.load(name)()).toBeNull()
    expect(await kept.save(name, bytesOf('one'))()).toBe(true)
    expect(await kept.save(name, bytesOf('another'))()).toBe(true)
    const other = snapshotsInFolder(join(folder, 'made', 'on', 'demand'))
    expect(await other.load(name)()).toEqual(bytesOf('another'))
    expect(await other.load('campaign-2')()).toBeNull()
  })

  test('may be empty', async () => {
    await snapshotsInFolder(folder).save(name, new Uint8Array())()
    expect(await snapshotsInFolder(folder).load(name)()).toEqual(new Uint8Array())
  })

  test('is replaced whole: whoever reads while many save gets one of the saved ones, never a mixture', async () => {
    const kept = snapshotsInFolder(folder)
    const versions = Array.from({ length: 20 }, (_, k) => new Uint8Array(200_000 + k).fill(k))
    await kept.save(name, versions[0] as Uint8Array)()
    const saving = Promise.all(versions.map((bytes) => kept.save(name, bytes)()))
    for (let k = 0; k < 40; k += 1) {
      const read = await kept.load(name)()
      expect(read).not.toBeNull()
      expect(Buffer.from(versions[read?.[0] ?? -1] ?? []).equals(read ?? Buffer.alloc(0))).toBe(true)
    }
    expect(await saving).toEqual(versions.map(() => true))
    expect(await readdir(folder)).toEqual([`${name}.snapshot`])
  })

  test('that is torn or bent anywhere is not believed', async () => {
    const kept = snapshotsInFolder(folder)
    await kept.save(name, bytesOf('a history of one campaign'))()
    const whole = await readFile(file())
    const bent = fc.oneof(
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.uint8Array({ minLength: 1 }).map((more) => Buffer.concat([whole, more])),
      fc.nat(whole.length * 8 - 1).map((bit) => {
        const copy = Buffer.from(whole)
        copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7))
        return copy
      }),
    )
    await fc.assert(
      fc.asyncProperty(bent, async (bytes) => {
        await writeFile(file(), bytes)
        expect(await kept.load(name)()).toBeNull()
      }),
    )
    await kept.save(name, bytesOf('anew'))()
    expect(await kept.load(name)()).toEqual(bytesOf('anew'))
  })

  test('in a place that cannot be written is no error: it is not saved, not there and not removed', async () => {
    const occupied = join(folder, 'occupied')
    await writeFile(occupied, 'a file where the folder should be')
    const kept = snapshotsInFolder(occupied)
    expect(await kept.save(name, bytesOf('one'))()).toBe(false)
    expect(await kept.load(name)()).toBeNull()
    expect(await kept.remove(name)()).toBe(false)
  })

  test('whose place something else has taken is no error, and nothing half written is left beside it', async () => {
    await mkdir(file())
    const kept = snapshotsInFolder(folder)
    expect(await kept.save(name, bytesOf('one'))()).toBe(false)
    expect(await kept.load(name)()).toBeNull()
    expect(await kept.remove(name)()).toBe(false)
    expect(await readdir(folder)).toEqual([`${name}.snapshot`])
  })

  test('is gone when it is removed, and removing it again is a success', async () => {
    const kept = snapshotsInFolder(folder)
    await kept.save(name, bytesOf('one'))()
    await kept.save('campaign-2', bytesOf('two'))()
    expect(await kept.remove(name)()).toBe(true)
    expect(await kept.load(name)()).toBeNull()
    expect(await kept.remove(name)()).toBe(true)
    expect(await kept.load('campaign-2')()).toEqual(bytesOf('two'))
  })
})
