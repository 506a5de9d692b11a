/** The record as a file of JSON lines: one life of one network, appended to and never changed. */
import { NetworkRecord } from '@lastcall/carrier'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { closeSync, createReadStream, fsyncSync, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { RecordKeeper } from './keeper'

export interface CannotRecord {
  readonly is: 'cannot record'
  readonly why: string
}

const writeAll = (fd: number, text: string): void => {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at)
}

/**
 * Begins a record. A file that is already there is refused: tokens and sequence numbers belong to one life of a
 * network. A write that fails later (disk full) throws, and the network must not go on.
 */
export const recordFile = (path: string): Either<CannotRecord, RecordKeeper> => {
  try {
    const fd = openSync(path, 'ax', 0o600)
    let pending = ''
    const flush = (): void => {
      if (pending === '') return
      const text = pending
      pending = ''
      writeAll(fd, text)
    }
    return right({
      keep: (line) => {
        pending += `${JSON.stringify(line)}\n`
      },
      flush,
      close: () => {
        flush()
        fsyncSync(fd)
        closeSync(fd)
      },
    })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    return left({ is: 'cannot record', why: code === 'EEXIST' ? 'there is a record already' : code })
  }
}

/** One line of a record, or why it cannot be read. An unfinished last line is what a crash leaves. */
export type RecordLine = Either<{ readonly is: 'unreadable line'; readonly line: number }, NetworkRecord>

/** Reads a record line by line, in bounded memory. Throws when the file cannot be read. */
export const readRecord = async function* (path: string): AsyncIterable<RecordLine> {
  let line = 0
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line += 1
    if (text !== '') yield parsed(text, line)
  }
}

const parsed = (text: string, line: number): RecordLine => {
  try {
    const decoded = NetworkRecord.decode(JSON.parse(text))
    return decoded._tag === 'Right' ? right(decoded.right) : left({ is: 'unreadable line', line })
  } catch {
    return left({ is: 'unreadable line', line })
  }
}
