/** The stand-in as a process says where it listens, serves, and ends with a signal. It runs what is built. */
import { expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { EventStoreDBClient } from '@eventstore/db-client'
import { credentials, idsIn, note } from './client.fixture'

const built = resolve(__dirname, '..', 'dist', 'main.js')

test('it serves what it says, until it is told to end', async () => {
  if (!existsSync(built)) throw new Error('build first: npx tsc -b packages/eventstoredb-standin')
  const child = spawn(process.execPath, [built, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const client = EventStoreDBClient.connectionString(said.toString().trim())
  const event = note()
  await client.appendToStream('s', [event], { credentials })
  expect(await idsIn(client, 's')).toEqual([event.id])
  await client.dispose()
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
})
