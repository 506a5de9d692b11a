/** Runs the machine of one campaign: inputs in, one step at a time, effects out, and a timer for what is due. */
import type { Permission } from '@lastcall/carrier'
import type { AttemptId, CampaignId } from '@lastcall/domain'
import { campaignStream } from '@lastcall/domain'
import { left } from 'fp-ts/lib/Either'
import type { Dialer, DialerInput, Env, RawLook } from '../worker'
import { ask, step, wake } from '../worker'
import type { Turn } from '../worker/turn'
import { dueInMs } from './due'
import { perform } from './effects'
import { phoneBook } from './phone-book'
import type { WorkerPorts } from './ports'

export interface Runner {
  readonly campaign: CampaignId
  readonly dialer: () => Dialer
  readonly tell: (input: DialerInput) => void
  /** No step is made any more; what is under way is not waited for. */
  readonly end: () => void
}

/** More news than this behind the fold cannot be judged in the turn of a write: nothing leaves. */
const mostNews = 1_000

/** Daylight saving begins and ends on a quarter of an hour. */
const offsetsLastMs = 15 * 60_000

/** `env` is asked anew for each step: a worker's share of the trunk depends on how many campaigns it dials. */
export const runCampaign = (
  ports: WorkerPorts,
  env: () => Env,
  campaign: CampaignId,
  first: Dialer,
  onDefect: (error: unknown) => void,
): Runner => {
  const { clock, store, log } = ports
  const book = phoneBook(ports, campaign)
  const stream = campaignStream(campaign)
  let dialer = first
  let ended = false
  let alarm: { readonly at: number; readonly off: () => void } | null = null
  let offsetsAt = clock.now().mono

  const lookNow = (): RawLook => {
    if (store.newer === undefined) return null
    const news = store.newer(stream, dialer.history.at, mostNews)
    return news._tag === 'Right' && news.right.length >= mostNews
      ? left({ is: 'unavailable', why: 'too much news to judge in one turn' })
      : news
  }

  const gate = (attempt: AttemptId): Permission => {
    if (ended) return { is: 'no' }
    const [next, permission] = ask(env(), dialer, attempt, lookNow(), clock.now())
    dialer = next
    setAlarm()
    return permission
  }

  const at = { ports, campaign, book, dialer: () => dialer, gate }

  const take = ([next, effects]: Turn): void => {
    if (dialer.halted === null && next.halted !== null) {
      log.say('error', `dialing ends for good: ${next.halted}`, campaign)
    }
    dialer = next
    for (const effect of effects) {
      perform(at, effect).then((input) => {
        if (input !== null) tell(input)
      }, onDefect)
    }
    setAlarm()
  }

  const tell = (input: DialerInput): void => {
    if (!ended) take(step(env(), dialer, input, clock.now()))
  }

  const refreshOffsets = (mono: number): void => {
    if (mono - offsetsAt < offsetsLastMs) return
    offsetsAt = mono
    for (const [outreach, chunk, answer] of book.again()) tell({ is: 'contacts', outreach, chunk, answer })
  }

  const onAlarm = (): void => {
    alarm = null
    refreshOffsets(clock.now().mono)
    tell({ is: 'time passed' })
  }

  const setAlarm = (): void => {
    if (ended) return
    const now = clock.now()
    const inMs = dueInMs(env(), dialer, now)
    if (alarm !== null && alarm.at <= now.mono + inMs) return
    alarm?.off()
    alarm = { at: now.mono + inMs, off: clock.after(Math.ceil(inMs), onAlarm) }
  }

  take(wake(env(), dialer, clock.now()))
  return {
    campaign,
    dialer: () => dialer,
    tell,
    end: () => {
      ended = true
      alarm?.off()
    },
  }
}
