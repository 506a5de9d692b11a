/** Mixes of faults: rare combinations come up more often where a run knows only some of the troubles. */
import type { Draw } from '../seed/draw'
import type { Deed, Fault, Place } from './fault'

export const mixNames = [
  'calm',
  'people',
  'store',
  'crashes',
  'pauses',
  'carrier',
  'clocks',
  'permits',
  'doubt',
  'waits',
  'all',
  'all',
  'all',
] as const
export type MixName = (typeof mixNames)[number]

const events = [
  'CallsAuthorized',
  'CallsAuthorized',
  'CallsAuthorized',
  'DialingClaimed',
  'DialingYielded',
  'OutreachStarted',
  'OutreachCompleted',
  'OutreachQuiesced',
  'OutreachStopped',
  'CampaignDeleted',
  'facts',
  'facts',
] as const

type Maker = (draw: Draw) => Fault | readonly Fault[]

const at = (draw: Draw, does: Deed): Fault => ({ when: { is: 'at', ms: draw.below(8_000) }, does })

const the = (draw: Draw, place: Place, does: Deed): Fault => ({
  when: { is: 'the', nth: draw.within(1, draw.oneOf([2, 4, 10])), place },
  does,
})

/** Short beside a permit, about as long, long, and longer than a takeover. */
const ms = (draw: Draw): number =>
  draw.oneOf([draw.within(1, 60), draw.within(60, 500), draw.within(500, 2_500), draw.within(2_000, 9_000)])

const who = (draw: Draw): { readonly who: number } => ({ who: draw.below(3) })

const anywhere = (draw: Draw): Place =>
  draw.oneOf<Place>([
    `leaves ${draw.oneOf(events)}`,
    `stands ${draw.oneOf(events)}`,
    'stands CallsAuthorized',
    'before the gate',
    'behind the gate',
    'at the network',
    'own read',
    'carrier event',
  ])

const stop: Maker = (draw) => {
  const does: Deed = {
    is: 'stop',
    outreach: draw.below(2),
    liveCalls: draw.oneOf(['drain', 'cancelRinging', 'hangUpAll'] as const),
  }
  return draw.chance(40) ? at(draw, does) : the(draw, anywhere(draw), does)
}
const remove: Maker = (draw) =>
  draw.chance(50) ? at(draw, { is: 'delete' }) : the(draw, anywhere(draw), { is: 'delete' })
const importing: Maker = (draw) => at(draw, { is: 'import' })

const appends: Maker = (draw) => {
  const place: Place = `leaves ${draw.oneOf(events)}`
  return the(
    draw,
    place,
    draw.oneOf<Deed>([
      { is: 'lose' },
      { is: 'unavailable' },
      { is: 'delay', ms: ms(draw) },
      { is: 'linger', ms: ms(draw) },
      { is: 'linger', ms: ms(draw) },
    ]),
  )
}
const answers: Maker = (draw) =>
  the(
    draw,
    `stands ${draw.oneOf(events)}`,
    draw.oneOf<Deed>([{ is: 'lose answer' }, { is: 'delay answer', ms: ms(draw) }]),
  )
const readings: Maker = (draw) =>
  the(
    draw,
    draw.oneOf<Place>(['facts read', 'own read', 'look', 'contacts']),
    draw.oneOf<Deed>([{ is: 'lose' }, { is: 'delay', ms: ms(draw) }, { is: 'stale', ms: ms(draw) }]),
  )
const feeds: Maker = (draw) =>
  at(draw, { is: draw.oneOf(['feed silent', 'feed late'] as const), ms: ms(draw), ...who(draw) })

const crash: Maker = (draw) => {
  const does: Deed = { is: 'crash', backAfterMs: draw.oneOf([0, 50, 1_000, 20_000]) }
  return draw.chance(30) ? at(draw, { ...does, ...who(draw) }) : the(draw, anywhere(draw), does)
}
const shutdown: Maker = (draw) => at(draw, { is: 'shutdown', ...who(draw) })

const pause: Maker = (draw) => {
  const does: Deed = { is: draw.oneOf(['freeze', 'sleep', 'slow turn'] as const), ms: ms(draw) }
  return draw.chance(30) ? at(draw, { ...does, ...who(draw) }) : the(draw, anywhere(draw), does)
}

const originates: Maker = (draw) => {
  const place = draw.oneOf<Place>(['before the gate', 'before the gate', 'behind the gate', 'at the network'])
  if (place === 'before the gate' && draw.chance(70)) return the(draw, place, { is: 'last moment' })
  const late = ms(draw)
  return the(
    draw,
    place,
    draw.oneOf<Deed>([
      { is: 'lose' },
      { is: 'lose answer' },
      { is: 'delay', ms: late },
      { is: 'delay answer', ms: late },
    ]),
  )
}
const tellings: Maker = (draw) =>
  the(
    draw,
    draw.oneOf<Place>(['carrier event', 'carrier event', 'find', 'hang up']),
    draw.oneOf<Deed>([{ is: 'lose' }, { is: 'twice' }, { is: 'delay', ms: ms(draw) }]),
  )
const down: Maker = (draw) =>
  at(draw, { is: draw.oneOf(['carrier down', 'keys unreadable'] as const), ms: ms(draw), ...who(draw) })
const jump: Maker = (draw) => {
  const does: Deed = { is: 'clock jump', ms: ms(draw) - ms(draw) }
  return draw.chance(40)
    ? at(draw, { ...does, ...who(draw) })
    : the(draw, draw.oneOf<Place>(['stands CallsAuthorized', 'before the gate']), does)
}

/** A worker that is deaf until the last moment of its permit, and something that happens meanwhile. */
const doze: Maker = (draw) => ({
  when: { is: 'the', nth: draw.within(1, 3), place: 'before the gate' },
  does: { is: 'doze' },
})
const stopSoon: Maker = (draw) => ({
  when: { is: 'the', nth: draw.within(1, 3), place: 'stands CallsAuthorized' },
  does: { is: 'stop', outreach: draw.below(2), liveCalls: 'drain' },
})

/** An authorization that is given up arrives while nobody knows what became of the next one. */
const twoInDoubt: Maker = (draw) => {
  const place: Place = 'leaves CallsAuthorized'
  const nth = draw.within(1, 3)
  const next = draw.oneOf<Deed>([{ is: 'lose' }, { is: 'lose' }, { is: 'delay', ms: draw.within(60, 500) }])
  return [
    { when: { is: 'the', nth, place }, does: { is: 'linger', ms: draw.within(5, 300) } },
    { when: { is: 'the', nth: nth + 1, place }, does: next },
  ]
}
const lastMoment: Maker = (draw) => ({
  when: { is: 'the', nth: draw.within(1, 4), place: 'before the gate' },
  does: { is: 'last moment' },
})

/** Looks that come late, and a claimant that is late itself, while everybody waits for a retry. */
const lateLook: Maker = (draw) => ({
  when: { is: 'the', nth: draw.within(1, 40), place: 'look' },
  does: { is: 'delay', ms: draw.within(1_900, 3_600) },
})
const lateWorker: Maker = (draw) => at(draw, { is: 'freeze', ms: draw.within(400, 2_500), ...who(draw) })

const makers: Readonly<Record<MixName, readonly [Maker, ...Maker[]] | null>> = {
  calm: null,
  people: [stop, stop, remove, importing],
  store: [appends, appends, answers, answers, readings, feeds, stop],
  crashes: [crash, crash, crash, shutdown, stop, originates],
  pauses: [pause, pause, pause, stop, originates],
  carrier: [originates, originates, tellings, down, stop],
  clocks: [jump, jump, pause, stop, originates],
  permits: [doze, doze, stopSoon, stopSoon, stop, crash, feeds, originates],
  waits: [lateLook, lateLook, lateLook, lateWorker, lateWorker, jump],
  doubt: [twoInDoubt, twoInDoubt, lastMoment, lastMoment, stop, readings],
  all: [
    ...[appends, appends, answers, answers, readings, feeds, stop, stop, remove, importing],
    ...[crash, crash, shutdown, pause, pause, pause, originates, originates, tellings, down, jump],
  ] as [Maker, ...Maker[]],
}

export const faultsOf = (draw: Draw, mix: MixName): readonly Fault[] => {
  const some = makers[mix]
  if (some === null) return []
  const faults: Fault[] = []
  for (let k = draw.within(1, draw.oneOf([3, 8, 20])); k > 0; k -= 1)
    faults.push(...[draw.oneOf(some)(draw)].flat())
  return faults
}
