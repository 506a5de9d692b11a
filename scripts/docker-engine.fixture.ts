/** The Docker engine that `with-engine.mjs` has started, with the images that it has built; else why there is none. */
import { spawnSync } from 'node:child_process'

export interface Engine {
  /** Such as `["docker-compose"]`; null: there is none. */
  readonly compose: readonly string[] | null
}

const answers = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', timeout: 10_000 }).status === 0

const compose = (): readonly string[] | null => {
  if (answers('docker', 'compose', 'version')) return ['docker', 'compose']
  return answers('docker-compose', 'version') ? ['docker-compose'] : null
}

/** A text: why there is none. Nobody's own engine is filled with images. */
export const engine = (): Engine | string => {
  if (process.env['LASTCALL_TRIAL'] === undefined)
    return 'node scripts/with-engine.mjs npm test runs it, where a Docker engine can be started'
  return answers('docker', 'version') ? { compose: compose() } : 'no Docker engine answers'
}
