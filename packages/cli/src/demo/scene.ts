/** Sets the scene: a fresh folder, the network, a campaign from the CSV file, two workers. */
import { create, recipientsFile, rejectsFile, schedule } from '@lastcall/campaigns'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { actorFor } from '../actor'
import { initialise } from '../config/init'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import type { Opened } from '../wiring/open'
import { open } from '../wiring/open'
import { configuredStore } from '../wiring/place'
import { factor } from '../wiring/parse'
import { depsOf, failureTrouble } from '../wiring/use-cases'
import type { Stage, Started } from './processes'
import { stageIn } from './processes'

/** Quick to notice a death, so that the demonstration fits into a minute; everything else is as usual. */
const timing = { silentForMs: 1_000, takeoverMs: 1_000, lookEveryMs: 200, drainMs: 20_000 }
const trunk = { callsPerSecond: 15, channels: 120 }

export interface Scene {
  readonly stage: Stage
  readonly opened: Opened
  readonly folder: string
  readonly config: string
  readonly record: string
  readonly rejects: string
  readonly network: Started
  readonly campaign: CampaignId
  readonly outreach: OutreachId
  readonly recipients: number
  readonly rejected: number
}

export interface DemoFlags {
  readonly folder?: string | undefined
  readonly recipients: string
  readonly seed: string
  readonly speed: string
}

const freshFolder = (): string =>
  `lastcall-demo-${new Date().toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15)}`

const import_ = async (
  opened: Opened,
  file: string,
  rejects: string,
): Promise<Either<Trouble, Pick<Scene, 'campaign' | 'outreach' | 'recipients' | 'rejected'>>> => {
  const deps = depsOf(opened)
  const actor = actorFor(opened.installation.config, undefined)
  if (actor._tag === 'Left') return actor
  const made = await create(deps)({
    actor: actor.right,
    name: 'Flu season',
    settings: {
      callerId: '+12025550100',
      messageSha256: '0'.repeat(64),
      hours: { opensMin: 0, closesMin: 1440 },
      retry: { maxAttempts: 2, afterMs: { busy: 10_000 } },
      pacing: trunk,
    },
  })()
  if (made._tag === 'Left') return left(failureTrouble(made.left, 'campaign'))
  const source = await recipientsFile(file)
  if (source._tag === 'Left')
    return left(failureTrouble({ is: 'import refused', problem: source.left }, file))
  const { campaign } = made.right
  const done = await schedule(deps)({
    actor: actor.right,
    campaign,
    source: source.right,
    startAtMs: Date.now(),
    defaultCountry: 'US',
    rejects: rejectsFile(rejects),
  })()
  return done._tag === 'Left' ? left(failureTrouble(done.left, file)) : right({ campaign, ...done.right })
}

/** Null: it did not say, or it ended at once; why stands in its log. */
const portOf = (line: string | null): number | null => {
  if (line === null) return null
  const said = JSON.parse(line) as { readonly listening?: { readonly port: number } }
  return said.listening?.port ?? null
}

const setIn = async (
  folder: string,
  stage: Stage,
  flags: DemoFlags,
  store: string | undefined,
): Promise<Either<Trouble, Scene>> => {
  const record = join(folder, 'network.jsonl')
  const rejects = join(folder, 'rejected.csv')
  const serving = ['--port', '0', '--record', record, '--seed', flags.seed, '--speed', flags.speed]
  const network = stage.start('network', ['network', ...serving])
  const port = portOf(await network.firstLine.catch(() => null))
  if (port === null)
    return trouble({
      ending: 'defect',
      is: 'no network',
      what: 'the network did not say where it listens',
      where: join(folder, 'network.log'),
      todo: 'Read this log.',
    })
  const config = initialise(folder, {
    ...(store === undefined ? {} : { store: configuredStore(store) }),
    // Its log stays small: it plays on a small disk too.
    ...{ carrier: { simulator: { port } }, timing, trunk, minimumFreeMb: 0 },
  })
  if (config._tag === 'Left') return config
  const opened = await open(config.right, undefined)
  if (opened._tag === 'Left') return opened
  const imported = await import_(opened.right, flags.recipients, rejects)
  if (imported._tag === 'Right')
    return right({
      ...imported.right,
      stage,
      opened: opened.right,
      folder,
      config: config.right,
      record,
      rejects,
      network,
    })
  await opened.right.close()
  return imported
}

export const setScene = async (
  flags: DemoFlags,
  store: string | undefined,
): Promise<Either<Trouble, Scene>> => {
  const speed = factor('--speed', flags.speed)
  if (speed._tag === 'Left') return speed
  const folder = flags.folder ?? freshFolder()
  try {
    mkdirSync(folder, { recursive: false })
  } catch (error) {
    const what =
      (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is there already' : 'it cannot be made'
    return trouble({
      ending: 'usage',
      is: 'no fresh folder',
      what,
      where: folder,
      todo: 'Name another with --folder.',
    })
  }
  const stage = stageIn(folder)
  const scene = await setIn(folder, stage, flags, store)
  if (scene._tag === 'Left') stage.clear()
  return scene
}
