/** Writes carried out in a thread of their own, which is started when the first is asked for, and anew when it dies. */
import { left } from 'fp-ts/lib/Either'
import { Worker } from 'node:worker_threads'
import { newDoorway, waitOutside } from './exit'
import type { AnswerTo, FromThread, Question, Start, ToThread } from './messages'
import { newOutbox } from './outbox'
import type { Writes } from './writes'

/** What a caller hears when there is no answer. */
interface Loss {
  readonly is: 'uncertain' | 'unavailable'
  readonly why: string
}

interface Asked {
  readonly settle: (answer: never) => void
  readonly lose: (loss: Loss) => void
}

interface Thread {
  readonly ask: (question: Question, asked: Asked) => void
  readonly close: () => Promise<void>
}

/** `onEnd`: it takes no more questions. What was asked before has been answered then. */
const startThread = (
  program: string,
  about: Omit<Start, 'doorway'>,
  onWait: (waitedMs: number) => void,
  onEnd: () => void,
): Thread => {
  const doorway = newDoorway()
  const start: Start = { ...about, doorway }
  const worker = new Worker(program, { workerData: start })
  const onExit = (): void => waitOutside(doorway)
  process.once('exit', onExit)
  const open = new Map<number, Asked>()
  let asked = 0
  let loss: Loss | null = null
  const send = (message: ToThread): void => worker.postMessage(message)
  const outbox = newOutbox<readonly [number, Question]>((questions) => send({ is: 'asked', questions }))

  worker.on('message', (message: FromThread) => {
    if (message.is === 'waiting') return onWait(message.waitedMs)
    if (message.is === 'cannot-open') return void (loss = { is: 'unavailable', why: message.why })
    for (const [n, answer] of message.answers) {
      open.get(n)?.settle(answer as never)
      open.delete(n)
    }
    // Who waits for nothing may end without closing.
    if (open.size === 0) worker.unref()
  })
  const endedBy = (what: string): Loss => ({
    is: 'uncertain',
    why: `the thread that writes ended before it answered (${what})`,
  })
  worker.on('error', (error: Error) => (loss ??= endedBy(error.name)))
  const ended = new Promise<void>((done) => {
    worker.on('exit', (code) => {
      process.off('exit', onExit)
      onEnd()
      for (const each of open.values()) each.lose(loss ?? endedBy(`exit code ${code}`))
      done()
    })
  })

  return {
    ask: (question, who) => {
      if (open.size === 0) worker.ref()
      open.set((asked += 1), who)
      outbox([asked, question])
    },
    close: () => {
      worker.ref()
      // Behind what waits in the outbox.
      process.nextTick(() => send({ is: 'close' }))
      return ended
    },
  }
}

export const writesInThread = (
  program: string,
  about: Omit<Start, 'doorway'>,
  onWait: (waitedMs: number) => void = () => undefined,
): Writes => {
  let thread: Thread | null = null
  let closing: Promise<void> | null = null

  const ask = <Q extends Question, A extends AnswerTo[Q['is']]>(
    question: Q,
    lost: (loss: Loss) => A,
  ): Promise<A> =>
    new Promise((settle) => {
      if (closing !== null) return settle(lost({ is: 'unavailable', why: 'closed' }))
      thread ??= startThread(program, about, onWait, () => (thread = null))
      thread.ask(question, { settle, lose: (loss) => settle(lost(loss)) })
    })

  return {
    append: (request, lane) => ask({ is: 'append', request, lane }, (loss) => left(loss)),
    // Removing again is a success, so nothing needs to be read first.
    remove: (name) => ask({ is: 'remove', name }, ({ why }) => left({ is: 'unavailable', why })),
    close: () => (closing ??= thread?.close() ?? Promise.resolve()),
  }
}
