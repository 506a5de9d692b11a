/** The thread that writes. It opens the file for itself, so that nobody else stands still while the disk works. */
import { describeCannotOpen, driver, openSqliteFile } from '@lastcall/sqlite-file'
import type { MessagePort } from 'node:worker_threads'
import { parentPort, workerData } from 'node:worker_threads'
import { format } from '../schema'
import { passing } from './exit'
import type { Answer, FromThread, Question, Start, ToThread } from './messages'
import { newOutbox } from './outbox'
import type { Writes } from './writes'
import { writesOn } from './writes'

const answerTo = (writes: Writes, question: Question): Promise<Answer> =>
  question.is === 'append' ? writes.append(question.request, question.lane) : writes.remove(question.name)

const serve = async (port: MessagePort, { path, limitMs, doorway }: Start): Promise<void> => {
  const tell = (what: FromThread): void => port.postMessage(what)
  const onWait = (waitedMs: number): void => tell({ is: 'waiting', waitedMs })
  const patience = limitMs === null ? {} : { limitMs }
  const own = { driver: passing(driver(), doorway), lanes: true }
  const opened = await openSqliteFile(path, format, { ...patience, ...own, onWait })()
  if (opened._tag === 'Left') return tell({ is: 'cannot-open', why: describeCannotOpen(opened.left) })
  const file = opened.right
  const writes = writesOn(file, () => Math.round(Date.now() * 1_000))
  const answered = newOutbox<readonly [number, Answer]>((answers) => tell({ is: 'answered', answers }))

  // A defect ends the thread, and who asked learns that it ended.
  const take = async (message: ToThread): Promise<void> => {
    if (message.is === 'asked') {
      for (const [n, question] of message.questions) {
        void answerTo(writes, question).then((answer) => answered([n, answer]))
      }
      return
    }
    await file.close()
    // Behind the last answers.
    process.nextTick(() => port.close())
  }
  port.on('message', (message: ToThread) => void take(message))
}

if (parentPort !== null) void serve(parentPort, workerData as Start)
