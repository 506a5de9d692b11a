/** A small deterministic world around workers: one log, one network, virtual time, and every step in one's hand. */
import type { CampaignEvent, CampaignId, IncarnationId, OutreachId } from '@lastcall/domain'
import { campaignCodec } from '@lastcall/domain'
import { eventId } from '@lastcall/eventlog'
import type { Now } from '../../time'
import type { CarrierLimits } from '@lastcall/carrier'
import type { Contact, Dialer, DialerInput, Timing } from '../index'
import { defaultTiming } from '../index'
import type { Life } from './life.fixture'
import { life } from './life.fixture'
import type { Network } from './network.fixture'
import { limits, network } from './network.fixture'
import type { Stream } from './streams.fixture'
import { stream } from './streams.fixture'

/** Something under way that may happen now, later, or never. */
export interface Pending {
  readonly what: string
  readonly happen: () => void
  /** What happens instead when it is lost. */
  readonly lose: () => void
  /** Virtual time at which it happens by itself, if held no longer than physics allows. */
  readonly latest: number
}

export interface Options {
  readonly timing?: Partial<Timing>
  readonly limits?: Partial<CarrierLimits>
  readonly contact?: (outreach: OutreachId, recipient: number) => Contact
  /** The store can answer in the turn of the write. */
  readonly lastLook?: boolean
}

export interface World {
  readonly campaign: CampaignId
  readonly now: () => number
  readonly own: Stream
  readonly facts: (outreach: OutreachId) => Stream
  readonly factStreams: ReadonlyMap<OutreachId, Stream>
  readonly network: Network
  readonly lives: readonly Life[]
  readonly pending: Pending[]
  /** What happened, for whoever must understand a failure. */
  readonly diary: string[]
  readonly add: (what: string, happen: () => void, lose?: () => void, latest?: number) => void
  readonly newId: () => string
  readonly timing: Timing
  readonly options: Options
  readonly contact: (outreach: OutreachId, recipient: number) => Contact
  /** Called whenever bytes leave for the carrier. */
  readonly onWrite: ((attempt: string) => void)[]
  keysReadable: boolean
  healthy: boolean
  readonly write: (...events: readonly CampaignEvent[]) => void
  readonly begin: (worker: string) => Life
  /** Lets `ms` pass in small steps; everything that is not held happens as soon as it can. */
  readonly run: (ms: number, until?: () => boolean, tickMs?: number) => void
  /** Time alone passes, and what must have happened by then happens. */
  readonly pass: (ms: number) => void
  readonly hold: (what: RegExp) => void
  /** Held no longer; and what waited may happen in the next run. */
  readonly letGo: (what?: RegExp) => void
  readonly lose: (what: RegExp) => number
  readonly tell: (input: DialerInput) => void
}

export const start = Date.parse('2026-03-02T12:00:00.000Z')
export const hex = (n: number): string => n.toString(16).padStart(32, '0')

const anybody = (outreach: OutreachId, recipient: number): Contact => ({
  offsetMinutes: 0,
  token: `${outreach}/${recipient}`,
})

export const world = (options: Options = {}): World => {
  let t = 0
  let ids = 0
  let held: RegExp[] = []
  const factStreams = new Map<OutreachId, Stream>()
  const lives: Life[] = []
  const pending: Pending[] = []
  const diary: string[] = []
  const isHeld = ({ what }: Pending): boolean => held.some((pattern) => pattern.test(what))
  const settle = (): void => {
    for (let steps = 0; steps < 10_000; steps += 1) {
      const k = pending.findIndex((one) => !isHeld(one))
      if (k < 0) return
      pending.splice(k, 1)[0]?.happen()
    }
    throw new Error(`no rest: ${pending.map(({ what }) => what).join(', ')}`)
  }
  const overdue = (): void => {
    for (let k = pending.findIndex((p) => p.latest <= t); k >= 0; k = pending.findIndex((p) => p.latest <= t))
      pending.splice(k, 1)[0]?.happen()
  }
  const it: World = {
    campaign: hex(0xca) as CampaignId,
    now: () => t,
    own: stream('campaign'),
    factStreams,
    facts: (outreach) => {
      const known = factStreams.get(outreach) ?? stream(`calls ${outreach}`)
      factStreams.set(outreach, known)
      return known
    },
    network: network({ ...limits, ...options.limits }),
    lives,
    pending,
    diary,
    add: (what, happen, lose = () => undefined, latest = Infinity) => {
      const note = (how: string, act: () => void) => (): void => {
        diary.push(`${t} ${what}${how}`)
        act()
      }
      pending.push({ what, happen: note('', happen), lose: note(' LOST', lose), latest })
    },
    newId: () => hex((ids += 1)),
    timing: { ...defaultTiming, ...options.timing },
    options,
    contact: options.contact ?? anybody,
    onWrite: [],
    keysReadable: true,
    healthy: true,
    write: (...events) => {
      for (const event of events)
        it.own.append('anything', [campaignCodec.encode(eventId(it.newId()), event)], start + t)
    },
    begin: (worker) => {
      const one = life(it, worker, hex(0x1000 + lives.length) as IncarnationId)
      lives.push(one)
      one.wake()
      return one
    },
    run: (ms, until = () => false, tickMs = 10) => {
      settle()
      for (const stop = t + ms; t < stop && !until();) {
        t = Math.min(stop, t + tickMs)
        overdue()
        for (const one of lives) one.tell({ is: 'time passed' })
        settle()
      }
    },
    pass: (ms) => {
      const stop = t + ms
      for (;;) {
        const next = Math.min(stop, ...pending.map(({ latest }) => latest))
        t = Math.max(t, next)
        overdue()
        if (next >= stop) return
      }
    },
    hold: (what) => {
      held.push(what)
    },
    letGo: (what) => {
      held = what === undefined ? [] : held.filter((pattern) => pattern.source !== what.source)
    },
    lose: (what) => {
      const lost = pending.filter((p) => what.test(p.what))
      for (const one of lost) {
        pending.splice(pending.indexOf(one), 1)
        one.lose()
      }
      return lost.length
    },
    tell: (input) => {
      for (const one of lives) one.tell(input)
    },
  }
  return it
}

export const clock = (t: number, asleepMs: number): Now => ({ mono: t - asleepMs, wall: start + t })
export type { Dialer, Life }
