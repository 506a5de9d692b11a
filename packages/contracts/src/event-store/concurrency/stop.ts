/** The protocol itself: once a stop is acknowledged, no authorization stands behind it, whoever races it. */
import { expect } from '@jest/globals'
import type {
  ActorId,
  AttemptId,
  CampaignEvent,
  CampaignId,
  IncarnationId,
  OutreachId,
  Sealed,
  Timestamp,
} from '@lastcall/domain'
import { CallsAuthorized, campaignCodec, campaignStream, OutreachStopped } from '@lastcall/domain'
import type { EventStore, NewEvent, Page, Revision, StreamName } from '@lastcall/eventlog'
import { after, revision } from '@lastcall/eventlog'
import { randomBytes } from 'node:crypto'
import type { EventStoreCase, OpenStore, PlaceUnderTest } from '../harness'
import { must, newId, readAll, settle, underWay, upTo } from '../tools'

const hex = (): string => randomBytes(16).toString('hex')
const at = '2026-01-31T12:00:00.000Z' as Timestamp
const encode = (event: CampaignEvent): NewEvent => campaignCodec.encode(newId(), event)

const authorization = (outreach: OutreachId, incarnation: IncarnationId, n: number): NewEvent =>
  encode(
    CallsAuthorized({
      at,
      outreach,
      incarnation,
      permitMs: 1_000,
      callsSeen: [],
      suppressionSeen: null,
      calls: [[n, 1, hex() as AttemptId, 0]],
    }),
  )

/** Sealed like any other: what it says does not matter here. */
const stopOf = (outreach: OutreachId): NewEvent =>
  encode(
    OutreachStopped({
      at,
      outreach,
      actor: hex() as ActorId,
      liveCalls: 'drain',
      sealed: { reason: 'AAAA' as Sealed },
    }),
  )

const before = (at: Revision): Revision | null => (at === 0 ? null : revision(at - 1))

/** More than anybody needs: bounds a store that never says no, or never yes. */
const enough = 100

interface Race {
  readonly stream: StreamName
  readonly outreach: OutreachId
  /** Called after each authorization that was acknowledged. */
  readonly authorized: () => void
}

/** Authorizes on what it holds, learns of others only by conflict, and goes on until it reads the stop. */
const work = async (place: PlaceUnderTest, store: EventStore, race: Race): Promise<readonly Revision[]> => {
  const incarnation = hex() as IncarnationId
  const acknowledged: Revision[] = []
  let newest: Revision | null = null
  for (let tries = 0; tries < enough; tries += 1) {
    const event = authorization(race.outreach, incarnation, acknowledged.length)
    const answer = await settle(place, store, race.stream, newest ?? 'nothing-yet', [event])
    if (answer._tag === 'Right') {
      newest = answer.right
      acknowledged.push(newest)
      race.authorized()
      continue
    }
    if (answer.left.is === 'refused') throw new Error(answer.left.why)
    const { events }: Page = must(await store.read(race.stream, after(newest), 1_000)())
    if (events.some(({ type }) => type === OutreachStopped.type)) break
    newest = events.at(-1)?.revision ?? newest
  }
  return acknowledged
}

/** What every handle with a last look sees in the turn in which the stop is acknowledged. */
const seenByAll = (handles: readonly OpenStore[], stream: StreamName, stop: Revision): Revision => {
  for (const { store } of handles) {
    const seen = store.newer === undefined ? null : must(store.newer(stream, before(stop), 1))
    if (seen !== null) expect(seen).toMatchObject([{ revision: stop, type: OutreachStopped.type }])
  }
  return stop
}

const round = async (place: PlaceUnderTest, handles: readonly OpenStore[], count: number): Promise<void> => {
  const [stopper, ...workers] = handles.map(({ store }) => store)
  if (stopper === undefined) throw new Error('nobody to stop')
  const outreach = hex() as OutreachId
  const stream = campaignStream(hex() as CampaignId)
  let due = 1 + (count % 9)
  const stops: Promise<Revision>[] = []
  const authorized = (): void => {
    due -= 1
    if (due !== 0) return
    const stopping = settle(place, stopper, stream, 'anything', [stopOf(outreach)], 'revocation')
    stops.push(underWay(stopping.then((answer) => seenByAll(handles, stream, must(answer)))))
  }
  const acknowledged = await Promise.all(
    workers.map((store) => work(place, store, { stream, outreach, authorized })),
  )
  expect(stops).toHaveLength(1)
  const [stop] = await Promise.all(stops)
  for (const { store } of handles) {
    const events = await readAll(store, stream)
    const first = events.findIndex(({ type }) => type === OutreachStopped.type)
    expect(first).toBeGreaterThanOrEqual(0)
    expect(first).toBeLessThanOrEqual(stop ?? -1)
    expect(events.slice(first).map(({ type }) => type)).not.toContain(CallsAuthorized.type)
    expect(acknowledged.flat().sort((a, b) => a - b)).toEqual(upTo(first))
  }
}

export const stopCases: readonly EventStoreCase[] = [
  {
    name: 'G1: behind a stop there is no authorization, however the stop and the workers race',
    inRounds: true,
    check: async (place) => {
      const handles = await Promise.all(upTo(4).map(() => place.open()))
      for (const count of upTo(place.rounds)) await round(place, handles, count)
    },
  },
]
