import { expect, test } from '@jest/globals'
import { eventStoreContract } from '@lastcall/contracts'
import { eventId, streamName } from '@lastcall/eventlog'
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openOwnStore } from './open'

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'own-store-'))

eventStoreContract('a store of my own', {
  offersNewer: true,
  place: async () => {
    const folder = newFolder()
    const open = () => openOwnStore(join(folder, 'journal.ndjson'))
    return { open, remove: async () => rmSync(folder, { recursive: true }) }
  },
})

test('an append that a crash cut in two never happened, and the next one follows what stands', async () => {
  const path = join(newFolder(), 'journal.ndjson')
  const stream = streamName('campaign-a')
  const noted = (id: string) => ({ id: eventId(id), type: 'Noted', data: {} })
  const before = await openOwnStore(path)
  await before.store.append(stream, 'nothing-yet', [noted('a')])()
  await before.store.close()
  appendFileSync(path, '{"to":"campaign-a","recordedUs":1,"events":[{"id":"b"')
  const { store } = await openOwnStore(path)
  expect(await store.append(stream, 'anything', [noted('c')])()).toMatchObject({ right: 1 })
  await store.close()
  const again = await openOwnStore(path)
  expect(again.store.newer?.(stream, null, 9)).toMatchObject({ right: [{ id: 'a' }, { id: 'c' }] })
  await again.store.close()
})

test('a second process is refused while the first has the journal open', async () => {
  const path = join(newFolder(), 'journal.ndjson')
  const { store } = await openOwnStore(path)
  const script = `require(process.argv[1]).openOwnStore(process.argv[2])
    .then(() => console.log('opened'), (error) => console.log(error.message))`
  const beside = () =>
    execFileSync(process.execPath, ['-e', script, resolve(__dirname, '../dist/open.js'), path]).toString()
  expect(beside()).toMatch(/open in another process/)
  await store.close()
  expect(beside()).toMatch(/^opened/)
})
