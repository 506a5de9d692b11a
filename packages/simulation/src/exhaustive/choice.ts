/** Every way on from a node: who takes the next turn, what is delivered, what goes wrong, whether time passes. */
import { campaignDecider, timestamp } from '@lastcall/domain'
import type { AttemptId, CampaignCommand, CampaignEvent } from '@lastcall/domain'
import { administrator } from '../world/people'
import { startWallMs } from '../world/world'
import type { Trouble } from './instance'
import type { Small, SmallLife, SmallMessage } from './small'
import { lifeOf, outreach, tickMs } from './small'

export type Choice =
  | { readonly is: 'deliver' | 'hold' | 'lose'; readonly message: number; readonly costs: Trouble | null }
  | {
      readonly is:
        | 'timer'
        | 'news'
        | 'crash'
        | 'crash and lose'
        | 'freeze'
        | 'sleep'
        | 'thaw'
        | 'birth'
        | 'shutdown'
        | 'carrier down'
        | 'carrier up'
      readonly worker: number
      readonly costs: Trouble | null
    }
  | {
      readonly is: 'end' | 'end unheard'
      readonly attempt: AttemptId
      readonly costs: Trouble | null
    }
  | { readonly is: 'stop' | 'delete'; readonly costs: Trouble }
  | { readonly is: 'time'; readonly costs: null }

const isForProcess = ({ is }: SmallMessage): boolean => is === 'answer' || is === 'write' || is === 'input'

const canGo = (small: Small, message: SmallMessage): boolean =>
  !isForProcess(message) || lifeOf(small, message.from)?.frozen === false

const isHeld = (small: Small, message: SmallMessage): boolean => {
  if (message.is === 'append' || message.is === 'write') return message.held
  if (message.is !== 'originate' || !message.held) return false
  return small.tick - message.leftAt < small.instance.lengths.travel
}

const isUp = (life: SmallLife): boolean => life.alive && !life.frozen

/** Time passes only when nothing is due but what a trouble holds back; a call may last. */
const isUrgent = (small: Small): boolean =>
  small.messages.some((message) => canGo(small, message) && !isHeld(small, message)) ||
  small.processes.some((life) => isUp(life) && (life.tickDue || life.newsDue)) ||
  [...small.calls.values()].some(
    ({ standing, since }) => standing === 'up' && small.tick - since >= small.instance.lengths.longestCall,
  )

/** What may befall a message: held back, or lost with or without its answer. */
const troublesOf = (small: Small, message: SmallMessage): readonly ['hold' | 'lose', Trouble][] => {
  switch (message.is) {
    case 'append':
      return message.held || lifeOf(small, message.from) === null ? [] : [['hold', 'lateAppends']]
    case 'answer':
    case 'facts':
      return [['lose', 'lostAnswers']]
    case 'write':
      return message.held ? [] : [['hold', 'lateWrites']]
    case 'originate':
      return message.held
        ? []
        : [
            ['hold', 'slowWays'],
            ['lose', 'lostOriginates'],
          ]
    case 'find': {
      const isKnown = small.calls.has(message.attempt) && small.instance.carrier === 'absence is no proof'
      return isKnown ? [['lose', 'wrongAbsences']] : []
    }
    default:
      return []
  }
}

/** The rules' own answer to a person's command, by the lists as they are; null: refused, or nothing new. */
export const wish = (small: Small, what: 'stop' | 'delete'): CampaignEvent | null => {
  const at = timestamp(startWallMs + small.tick * tickMs)
  const { liveCalls } = small.instance
  const command: CampaignCommand =
    what === 'stop'
      ? {
          type: 'StopOutreach',
          actor: administrator,
          at,
          outreach,
          liveCalls,
          sealedReason: 'sealed' as never,
        }
      : { type: 'DeleteCampaign', actor: administrator, at, liveCalls, retainUntil: null }
  const decision = campaignDecider.decide(command, small.state)
  return decision._tag === 'Right' ? (decision.right[0] ?? null) : null
}

/** Where nobody is left somebody is started again, at no cost. */
const begins = ({ left, processes }: Small, worker: number): readonly Choice[] => {
  if (left.births > 0) return [{ is: 'birth', worker, costs: 'births' }]
  return processes.some(({ alive }) => alive) ? [] : [{ is: 'birth', worker, costs: null }]
}

const ofLife = (small: Small, life: SmallLife): readonly Choice[] => {
  const { worker } = life
  const { left } = small
  if (!life.alive) return begins(small, worker)
  const choices: Choice[] = []
  if (life.frozen) choices.push({ is: 'thaw', worker, costs: null })
  else {
    if (life.tickDue) choices.push({ is: 'timer', worker, costs: null })
    if (life.newsDue) choices.push({ is: 'news', worker, costs: null })
    if (left.pauses > 0) choices.push({ is: 'freeze', worker, costs: 'pauses' })
    if (left.sleeps > 0) choices.push({ is: 'sleep', worker, costs: 'sleeps' })
  }
  if (left.shutdowns > 0 && life.dialer?.shutdownAt === null)
    choices.push({ is: 'shutdown', worker, costs: 'shutdowns' })
  if (!life.carrierHealthy) choices.push({ is: 'carrier up', worker, costs: null })
  else if (left.carrierDowns > 0) choices.push({ is: 'carrier down', worker, costs: 'carrierDowns' })
  if (left.crashes === 0) return choices
  choices.push({ is: 'crash', worker, costs: 'crashes' })
  const hasLeft = small.messages.some(
    ({ is, from }) => (is === 'append' || is === 'facts') && from === life.number,
  )
  if (hasLeft) choices.push({ is: 'crash and lose', worker, costs: 'crashes' })
  return choices
}

/** In an order that is the same for equal nodes that were reached the same way. */
export const choicesOf = (small: Small): readonly Choice[] => {
  const choices: Choice[] = []
  const { left } = small
  small.messages.forEach((message, k) => {
    if (!canGo(small, message)) return
    choices.push({ is: 'deliver', message: k, costs: null })
    for (const [is, costs] of troublesOf(small, message))
      if (left[costs] > 0) choices.push({ is, message: k, costs })
  })
  for (const life of small.processes) choices.push(...ofLife(small, life))
  for (const { attempt, standing } of small.calls.values()) {
    if (standing !== 'up') continue
    choices.push({ is: 'end', attempt, costs: null })
    if (left.lostEnds > 0) choices.push({ is: 'end unheard', attempt, costs: 'lostEnds' })
  }
  if (left.stops > 0 && wish(small, 'stop') !== null) choices.push({ is: 'stop', costs: 'stops' })
  if (left.deletions > 0 && wish(small, 'delete') !== null) choices.push({ is: 'delete', costs: 'deletions' })
  if (!isUrgent(small)) choices.push({ is: 'time', costs: null })
  return choices
}
