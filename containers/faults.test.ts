/** What the store says and keeps while its server's container is paused, killed, or cut off the network. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { NewEvent, StreamName } from '@lastcall/eventlog'
import { revision, streamName } from '@lastcall/eventlog'
import type { EventStoreDb } from '@lastcall/store-eventstoredb'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ContainedServer } from './server.fixture'
import { image, isStandin, missing, startServer } from './server.fixture'
import { followed, ksIn, noted, opened } from './store.fixture'

/** Milliseconds: to notice that it is there again, connect and look around. */
const backWithin = 30_000

const faults = (): void => {
  let server: ContainedServer
  let db: EventStoreDb
  let stream: StreamName

  beforeAll(async () => {
    server = await startServer()
    db = await opened(server.url)
  }, 150_000)
  afterAll(async () => {
    await db.close()
    await server.remove()
  }, 60_000)

  /** Repeats the same append, as a worker with a fact in its hands does. */
  const repeated = async (
    expected: Parameters<typeof db.store.append>[1],
    events: Parameters<typeof db.store.append>[2],
  ) => {
    for (const until = Date.now() + backWithin; ; await pause(200)) {
      const answer = await db.store.append(stream, expected, events)()
      if (answer._tag === 'Right' || answer.left.is === 'conflict' || Date.now() > until) return answer
    }
  }
  const begin = async (name: string): Promise<void> => {
    stream = streamName(`campaign-${name}-${randomUUID()}`)
    expect(await db.store.append(stream, 'nothing-yet', [noted(0)])()).toMatchObject({ right: 0 })
  }
  /** Nobody knows, or nobody was there: never an acknowledgement and never a refusal. In time. */
  const fails = async (event: NewEvent): Promise<void> => {
    const begun = Date.now()
    const answer = await db.store.append(stream, revision(0), [event])()
    expect(answer).toMatchObject({
      left: { is: expect.stringMatching(/^(uncertain|unavailable)$/) as unknown },
    })
    expect(Date.now() - begun).toBeLessThan(15_000)
  }

  test('paused: an append is uncertain, in time; repeated until it is there again it stands once', async () => {
    await begin('paused')
    const event = noted(1)
    server.pause()
    await fails(event)
    server.unpause()
    expect(await repeated(revision(0), [event])).toMatchObject({ right: 1 })
    expect(await ksIn(db, stream)).toEqual([0, 1])
  }, 90_000)

  test('cut off the network: the same; and who follows gets everything, in order, each once', async () => {
    await begin('cut')
    const follower = followed(db, stream)
    while (follower.seen.length === 0) await pause(50)
    const event = noted(1)
    server.cut()
    await fails(event)
    server.join()
    expect(await repeated(revision(0), [event])).toMatchObject({ right: 1 })
    expect(await repeated(revision(1), [noted(2), noted(3)])).toMatchObject({ right: 3 })
    for (const until = Date.now() + backWithin; follower.seen.length < 4 && Date.now() < until;)
      await pause(50)
    await follower.end()
    expect(follower.seen).toEqual([0, 1, 2, 3])
  }, 90_000)

  test('killed and started again: it serves without a new opening, and nobody is told what did not happen', async () => {
    await begin('killed')
    server.kill()
    await fails(noted(1))
    server.start()
    stream = streamName(`campaign-later-${randomUUID()}`)
    expect(await repeated('nothing-yet', [noted(0)])).toMatchObject({ right: 0 })
    expect(await ksIn(db, stream)).toEqual([0])
  }, 120_000)

  const kept = 'killed: what was acknowledged is there afterwards, and a repeat of it is written once'
  if (isStandin) test.skip(`${kept} (the stand-in keeps its log in memory)`, () => undefined)
  else
    test(
      kept,
      async () => {
        await begin('kept')
        const event = noted(1)
        expect(await db.store.append(stream, revision(0), [event])()).toMatchObject({ right: 1 })
        server.kill()
        server.start()
        expect(await repeated(revision(0), [event])).toMatchObject({ right: 1 })
        expect(await ksIn(db, stream)).toEqual([0, 1])
      },
      120_000,
    )
}

if (missing === null) describe(`faults of a container of ${image}`, faults)
else test.skip(`faults of the log’s container (${missing})`, () => undefined)
