/** Opens one SQLite file: checked, migrated, in WAL mode, with a queue for its writers; or says why not. */
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import { closeSync, constants, openSync } from 'node:fs'
import { resolve } from 'node:path'
import { dropBallast } from './ballast'
import type { CannotOpen } from './cannot-open'
import type { Connection } from './connection'
import { connect } from './connection'
import type { Driver } from './driver'
import { driver as installed } from './driver'
import type { SqliteFile } from './file'
import { fileOf } from './file'
import type { FileFormat } from './format'
import { conform } from './format'
import { defaultLimitMs, patiently } from './nap'
import { kindOfPlace, obstacleAt } from './place'
import type { KindOfPlace } from './place'
import { noDriver, openingFailed, tooOld } from './refusals'
import { noWant, wantAt } from './want'
import type { Want } from './want'
import type { WaitOptions } from './writer'

export interface OpenOptions extends Partial<WaitOptions> {
  /** `read`: nothing is written, and the file must be there. Default: `write`. */
  readonly mode?: 'write' | 'read'
  /**
   * A priority lane between processes, in `<path>-want`, and room for it: on a full disk a revocation gives up
   * `<path>-ballast`, where that lies. Default: none; the lane then counts in this process.
   */
  readonly lanes?: boolean
  /** A new file can be read by its owner alone. Default: by whom the system lets. */
  readonly ownerOnly?: boolean
  readonly driver?: Driver
  readonly kindOfPlace?: KindOfPlace
}

/** Only a file that is not there is made here; SQLite takes its permissions over to the files beside it. */
const makeForOwner = (path: string): void => {
  try {
    closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

const chosenDriver = (path: string, given: Driver | undefined): Either<CannotOpen, Driver> => {
  try {
    return right(given ?? installed())
  } catch (error) {
    return left(noDriver(path, error))
  }
}

interface Opened {
  readonly writer: Connection
  readonly reader: Connection
  readonly want: Want
}

const openAll = async (
  driver: Driver,
  path: string,
  format: FileFormat,
  options: OpenOptions,
): Promise<Either<CannotOpen, Opened>> => {
  const limitMs = options.limitMs ?? defaultLimitMs
  const mode = options.mode ?? 'write'
  const open: { readonly close: () => void }[] = []
  const opened = async (): Promise<Connection> => {
    const connection = await patiently(() => connect(driver, path, mode === 'read'), limitMs)
    open.push(connection)
    return connection
  }
  const refused = (cannot: CannotOpen): Either<CannotOpen, Opened> => {
    for (const each of open) each.close()
    return left(cannot)
  }
  try {
    if (options.ownerOnly === true && mode === 'write') makeForOwner(path)
    const writer = await opened()
    const version = String(writer.get('SELECT sqlite_version() AS version')?.['version'])
    const old = tooOld(path, version)
    if (old !== null) return refused(old)
    const strange = await patiently(() => conform(writer, path, format, mode), limitMs)
    if (strange !== null) return refused(strange)
    const reader = mode === 'read' ? writer : await opened()
    if (mode === 'write') reader.exec('PRAGMA query_only=ON')
    const want = mode === 'write' && options.lanes === true ? wantAt(`${path}-want`) : noWant
    return right({ writer, reader, want })
  } catch (error) {
    return refused(openingFailed(path, error))
  }
}

/** Any number of processes may do this to the same file at once, a new one too. */
export const openSqliteFile =
  (at: string, format: FileFormat, options: OpenOptions = {}): TaskEither<CannotOpen, SqliteFile> =>
  async () => {
    // Absolute: SQLite takes a name that begins with "file:" for an address.
    const path = resolve(at)
    const mode = options.mode ?? 'write'
    const obstacle = obstacleAt({ path, mode, kind: options.kindOfPlace ?? kindOfPlace })
    if (obstacle !== null) return left(obstacle)
    const driver = chosenDriver(path, options.driver)
    if (driver._tag === 'Left') return driver
    const opened = await openAll(driver.right, path, format, options)
    if (opened._tag === 'Left') return opened
    const wait = { limitMs: options.limitMs ?? defaultLimitMs, onWait: options.onWait ?? (() => undefined) }
    const makeRoom = (): boolean => options.lanes === true && dropBallast(path)
    return right(fileOf(path, mode, { ...opened.right, makeRoom }, wait))
  }
