/** The shortest way to a broken promise, told step by step: what was chosen, and what it did. */
import { campaignCodec } from '@lastcall/domain'
import type { Choice } from './choice'
import { along } from './edge'
import { rootOf } from './root'
import type { Searched } from './search'
import type { Small, SmallMessage } from './small'
import { facts, own } from './small'

const whoIs = (small: Small, number: number): string => {
  const { workers } = small.instance
  const life = Math.floor(number / workers)
  return `worker ${number % workers}${life === 0 ? '' : ` (life ${life + 1})`}`
}

const nameOf = (small: Small, message: SmallMessage): string => {
  const who = whoIs(small, message.from)
  switch (message.is) {
    case 'append':
      return `${who}'s append of ${message.event.type}`
    case 'facts':
      return `${who}'s facts: ${message.events.map(({ type }) => type).join(', ')}`
    case 'answer':
      return `the answer to ${who}: ${message.answer._tag === 'Right' ? `stands at ${message.answer.right}` : message.answer.left.is}`
    case 'read':
      return `${who}'s reading`
    case 'write':
      return `the question to the gate of ${who} for ${message.attempt.slice(-4)}`
    case 'input':
      return `what waited for ${who}: ${message.input.is}`
    default:
      return `${who}'s ${message.is} ${message.attempt.slice(-4)}`
  }
}

const verbs: Readonly<Record<'deliver' | 'hold' | 'lose', string>> = {
  deliver: 'goes through',
  hold: 'is held back',
  lose: 'is lost, or its answer is',
}

const wordsOf = (small: Small, choice: Choice): string => {
  if ('message' in choice) {
    const message = small.messages[choice.message]
    return message === undefined ? choice.is : `${nameOf(small, message)} ${verbs[choice.is]}`
  }
  if ('worker' in choice) return `worker ${choice.worker}: ${choice.is}`
  if ('attempt' in choice) return `call ${choice.attempt.slice(-4)}: ${choice.is}`
  if (choice.is === 'time') return `time passes: tick ${small.tick + 1}`
  return `a person: ${choice.is}`
}

const news = (before: Small, after: Small): readonly string[] => {
  const lines: string[] = []
  for (const stream of [own, facts])
    for (const recorded of after.store.read(stream, before.store.read(stream, 0).length)) {
      const event = stream === own ? campaignCodec.decode(recorded) : null
      const which = event?._tag === 'Right' && event.right.type === 'CallsAuthorized' ? event.right.calls : []
      const attempts = which.map(([recipient, n, attempt]) => ` ${recipient}/${n} ${attempt.slice(-4)}`)
      lines.push(`${recorded.type} stands at ${recorded.revision}${attempts.join(',')}`)
    }
  for (const attempt of after.observer.left.keys())
    if (!before.observer.left.has(attempt)) lines.push(`${attempt.slice(-4)} leaves the gate`)
  return lines
}

export const storyOf = ({ instance, story, broken }: Searched): string => {
  let small = rootOf(instance)
  const lines = [`${instance.name}:`]
  for (const [k, choice] of story.entries()) {
    const told = wordsOf(small, choice)
    let more: readonly string[] = []
    try {
      const after = along(small, choice)
      more = news(small, after)
      small = after
    } catch (error) {
      more = [String(error)]
    }
    lines.push(`${String(k + 1).padStart(3)}. ${told}${more.map((line) => `; ${line}`).join('')}`)
  }
  if (broken !== null) lines.push(`${broken.promise}: ${broken.says}`)
  return lines.join('\n')
}
