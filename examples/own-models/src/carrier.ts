/** A carrier of one's own as a model: everybody answers after 200 ms and talks for 600, and it knows all of its calls. */
import type { network } from '@lastcall/carrier-sim'
import type { AttemptId } from '@lastcall/domain'
import type { CarrierModel, Plan } from '@lastcall/simulation'

type Effect = network.NetworkEffect
type Standing = Extract<network.Heard, { is: 'event' }>['event']['standing']

interface Call {
  readonly cameMs: number
  readonly standing: Standing
  /** When it goes on by itself; Infinity: it has ended. */
  readonly dueMs: number
  /** Who hears of it. */
  readonly lines: readonly number[]
}

const answersAfterMs = 200
const talksForMs = 600

/** What everybody who listens is told, and what the network's own record keeps for the audit. */
const news = (attempt: AttemptId, { standing, lines }: Call): readonly Effect[] => {
  const told = lines.map((line): Effect => ({
    is: 'tell',
    line,
    heard: { is: 'event', event: { attempt, standing } },
  }))
  if (standing.is === 'queued') return told
  const { is: saw } = standing
  const how = standing.is === 'ended' ? { disposition: standing.disposition, status: standing.status } : {}
  return [{ is: 'record', seen: { saw, attempt, ...how } }, ...told]
}

const ended = (call: Call, nowMs: number): Call => {
  const talked = call.standing.is === 'answered'
  const talkMs = talked ? Math.round(nowMs - call.cameMs - answersAfterMs) : 0
  const disposition = talked ? 'answered' : 'cancelled'
  const standing = { is: 'ended', disposition, status: '200', cause: '', ringMs: 0, talkMs } as const
  return { ...call, standing, dueMs: Infinity }
}

const goneOn = (call: Call): Call =>
  call.standing.is === 'answered'
    ? ended(call, call.dueMs)
    : {
        ...call,
        standing: { is: 'answered', sinceOriginateMs: answersAfterMs },
        dueMs: call.dueMs + talksForMs,
      }

const model = (plan: Plan, calls: Map<AttemptId, Call>, promised: ReadonlySet<AttemptId>): CarrierModel => {
  const absent = new Set(promised)

  const move = (attempt: AttemptId, call: Call): readonly Effect[] => {
    calls.set(attempt, call)
    return news(attempt, call)
  }

  const dueBy = (nowMs: number): readonly Effect[] => {
    const effects: Effect[] = []
    for (const [attempt, call] of calls)
      for (let at = call; at.dueMs <= nowMs;) {
        at = goneOn(at)
        effects.push(...move(attempt, at))
      }
    return effects
  }

  const originate = (
    { line, ask, call }: Extract<network.NetworkInput, { is: 'originate' }>,
    nowMs: number,
  ): readonly Effect[] => {
    const { attempt, to } = call
    const seen: Effect = { is: 'record', seen: { saw: 'originate', attempt, number: to } }
    // Where absence was promised, what arrives late is refused: that is what the promise is worth.
    if (absent.has(attempt)) {
      const why = { disposition: 'carrier-fault', status: '481', cause: 'absence was promised' } as const
      return [
        seen,
        { is: 'record', seen: { saw: 'refused', attempt, disposition: why.disposition, status: why.status } },
        { is: 'tell', line, heard: { is: 'originated', ask, answer: { is: 'refused', ...why } } },
      ]
    }
    const fresh = { cameMs: nowMs, standing: { is: 'queued' }, lines: [line] } as const
    calls.set(attempt, { ...fresh, dueMs: nowMs + answersAfterMs })
    return [seen, { is: 'tell', line, heard: { is: 'originated', ask, answer: { is: 'accepted' } } }]
  }

  const find = ({ line, ask, attempt }: Extract<network.NetworkInput, { is: 'find' }>): readonly Effect[] => {
    const call = calls.get(attempt)
    const answer = (found: Extract<network.Heard, { is: 'found' }>['answer']): Effect => ({
      is: 'tell',
      line,
      heard: { is: 'found', ask, answer: found },
    })
    if (call !== undefined) {
      if (!call.lines.includes(line)) calls.set(attempt, { ...call, lines: [...call.lines, line] })
      return [answer({ is: 'found', standing: call.standing })]
    }
    if (!plan.limits.absenceIsFinal) return [answer({ is: 'absent' })]
    const isNew = !absent.has(attempt)
    absent.add(attempt)
    const seen: Effect = { is: 'record', seen: { saw: 'absence promised', attempt } }
    return isNew ? [seen, answer({ is: 'absent' })] : [answer({ is: 'absent' })]
  }

  const hangUp = (
    { line, ask, attempt, how }: Extract<network.NetworkInput, { is: 'hang up' }>,
    nowMs: number,
  ): readonly Effect[] => {
    const call = calls.get(attempt)
    const said: Effect = {
      is: 'tell',
      line,
      heard: { is: 'hung up', ask, answer: call === undefined ? 'unknown call' : 'asked' },
    }
    if (call === undefined || call.dueMs === Infinity) return [said]
    if (how === 'if-ringing' && call.standing.is === 'answered') return [said]
    return [said, ...move(attempt, ended(call, nowMs))]
  }

  return {
    hear: (input, nowMs) => {
      const before = dueBy(nowMs)
      switch (input.is) {
        case 'originate':
          return [...before, ...originate(input, nowMs)]
        case 'find':
          return [...before, ...find(input)]
        case 'hang up':
          return [...before, ...hangUp(input, nowMs)]
        case 'tick':
          return before
      }
    },
    nextDueMs: () => {
      const next = Math.min(...[...calls.values()].map(({ dueMs }) => dueMs))
      return next === Infinity ? null : next
    },
    copy: () => model(plan, new Map(calls), absent),
  }
}

export const everybodyAnswers = (plan: Plan): CarrierModel => model(plan, new Map(), new Set())
