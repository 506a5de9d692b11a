/** Every fault does what its name says, and the batch path shows the hazards that a client without credentials meets. */
import type { EventStoreDBClient } from '@eventstore/db-client'
import { ANY } from '@eventstore/db-client'
import { status } from '@grpc/grpc-js'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { clientOf, credentials, idsIn, note, seen } from './client.fixture'
import type { Fault } from './faults'
import type { Standin, StandinOptions } from '.'
import { newLog, startStandin } from '.'

const started: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of started.splice(0).reverse()) await end()
})

const withClient = async (options?: StandinOptions, query?: string) => {
  const standin = await startStandin(options)
  const { client, close } = clientOf(standin, query)
  started.push(standin.stop, close)
  return { standin, client, close }
}

/** `settled` within a moment, or `nothing`. */
const outcome = (waiting: Promise<unknown>): Promise<unknown> =>
  Promise.race([waiting.catch((error: unknown) => error), sleep(300, 'nothing')])

describe('an append that is', () => {
  let standin: Standin
  let client: EventStoreDBClient

  beforeEach(async () => {
    ;({ standin, client } = await withClient())
  })

  const appended = (fault: Fault): Promise<unknown> => {
    standin.faults.on('append', fault, 1)
    return outcome(
      client.appendToStream('s', [note()], { expectedRevision: ANY, credentials, deadline: 5_000 }),
    )
  }

  test('swallowed is written and never answered', async () => {
    expect(await appended({ is: 'swallowed' })).toBe('nothing')
    expect(standin.log.entries).toHaveLength(1)
  })

  test('frozen is neither', async () => {
    expect(await appended({ is: 'frozen' })).toBe('nothing')
    expect(standin.log.entries).toHaveLength(0)
  })

  test('late is written afterwards', async () => {
    expect(await appended({ is: 'late', ms: 400 })).toBe('nothing')
    expect(standin.log.entries).toHaveLength(0)
    await sleep(300)
    expect(standin.log.entries).toHaveLength(1)
  })

  test('slow is written at once and answered later', async () => {
    expect(await appended({ is: 'slow', ms: 50 })).toMatchObject({ success: true })
  })

  test('ended with OK and without an answer is an error to the client, and written', async () => {
    expect(await appended({ is: 'ended' })).toMatchObject({ type: 'unknown' })
    expect(standin.log.entries).toHaveLength(1)
  })

  test('cut is written, and the connection breaks', async () => {
    expect(await appended({ is: 'cut' })).toMatchObject({ code: status.UNAVAILABLE })
    expect(standin.log.entries).toHaveLength(1)
  })

  test('refused as not ready, or by any status and exception, is not written', async () => {
    expect(await appended({ is: 'not ready' })).toMatchObject({ type: 'unavailable' })
    const denied = {
      is: 'status',
      code: status.PERMISSION_DENIED,
      details: 'no',
      exception: 'access-denied',
    } as const
    expect(await appended(denied)).toMatchObject({ type: 'access-denied' })
    expect(standin.log.entries).toHaveLength(0)
  })

  test('a fault is used up by as many calls as it was set for, and calls are counted', async () => {
    await appended({ is: 'not ready' })
    await client.appendToStream('s', [note()], { credentials })
    expect(standin.faults.calls('append')).toBe(2)
  })
})

test('a follower sends whoever requires the leader to it, and answers everybody else', async () => {
  const log = newLog()
  const leader = await startStandin({}, { log })
  const follower = await startStandin({ role: 'follower', leaderPort: leader.port }, { log })
  const { client, close } = clientOf(follower)
  started.push(leader.stop, follower.stop, close)
  await client.appendToStream('s', [note()], { credentials })
  const asking = idsIn(client, 's', { requiresLeader: true })
  await expect(asking).rejects.toMatchObject({ type: 'not-leader', leader: { port: leader.port } })
  expect(await idsIn(client, 's', { requiresLeader: true })).toHaveLength(1)
})

describe('a subscription', () => {
  test('that is silent gets what was there, and nothing live', async () => {
    const { standin, client } = await withClient()
    await client.appendToStream('s', [note()], { credentials })
    standin.faults.on('subscribe', { is: 'silent' })
    const following = client.subscribeToAll()
    expect(await seen(following, 1)).toHaveLength(1)
    const coming = seen(following, 1)
    await client.appendToStream('s', [note()], { credentials })
    expect(await outcome(coming)).toBe('nothing')
  })

  test('that the server ends well just ends; that a kill ends is an error and nothing else', async () => {
    for (const [how, expected] of [
      ['ok', ['end']],
      ['kill', ['error']],
    ] as const) {
      const { standin, client } = await withClient()
      const following = client.subscribeToAll()
      const said: string[] = []
      for (const what of ['error', 'end'] as const) following.on(what, () => said.push(what))
      following.on('data', () => undefined)
      await new Promise((resolve) => following.on('caughtUp', resolve))
      if (how === 'ok') standin.endStreams('ok')
      else await standin.kill()
      await sleep(200)
      expect(said).toEqual(expected)
    }
  })
})

describe('without credentials, on the batch path,', () => {
  const append = (
    client: EventStoreDBClient,
    expectedRevision: 'any' | 'no_stream' = 'any',
  ): Promise<unknown> => outcome(client.appendToStream('s', [note()], { expectedRevision }))

  test('hazard 1: an error on one client rejects the append of another, which was stored', async () => {
    const [one, other] = [await withClient(), await withClient()]
    await append(one.client)
    await append(other.client)
    one.standin.faults.on('batch', { is: 'swallowed' })
    other.standin.faults.on('batch', { is: 'status', code: status.INTERNAL, details: 'broken' })
    const stored = one.client.appendToStream('s', [note()])
    await other.client.appendToStream('s', [note()]).catch(() => undefined)
    expect(await outcome(stored)).toMatchObject({ message: expect.stringContaining('broken') as unknown })
    expect(one.standin.log.entries).toHaveLength(2)
  })

  test('hazard 2: where the call is ended with OK, an append never settles', async () => {
    const { standin, client } = await withClient()
    standin.faults.on('batch', { is: 'ended' }, 1)
    expect(await append(client)).toBe('nothing')
    expect(standin.log.entries).toHaveLength(1)
  })

  test('hazard 3: a clock behind the server’s times out every append', async () => {
    const { client } = await withClient({ nowMs: () => Date.now() + 20_000 })
    expect(await append(client)).toMatchObject({ type: 'deadline-exceeded' })
  })

  test('hazard 5: without throwing, the revision of a conflict is 1, whatever it is', async () => {
    const { client } = await withClient({}, '&throwOnAppendFailure=false')
    for (let k = 0; k < 5; k += 1) await append(client)
    expect(await append(client, 'no_stream')).toMatchObject({ success: false, nextExpectedRevision: 1n })
  })
})
