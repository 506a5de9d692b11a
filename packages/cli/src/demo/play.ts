/** The play in five acts: dialing, a death, an heir, a stop while calls ring, and the last calls' ends. */
import { once } from 'node:events'
import type { Trouble } from '../outcome'
import { trouble } from '../outcome'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { Started } from './processes'
import { leave } from './processes'
import type { Scene } from './scene'
import type { Seen } from './watch'
import { calledIn, look, openIn } from './watch'

export interface Told {
  /** Who was killed, with how many calls under way; who took over, how long after the kill. */
  readonly killed: string
  readonly openAtKill: number
  readonly heir: string
  readonly takeoverMs: number
  /** What `lastcall stop` answered. */
  readonly stop: unknown
}

export interface Voice {
  /** A step of the play, for people. */
  readonly say: (line: string) => void
  /** Live figures, redrawn on a terminal. */
  readonly show: (scene: Scene, seen: Seen) => void
}

const lookEveryMs = 250
const callsBeforeKill = 60
const callsBeforeStop = 75
/** Each act is bounded, so that a broken worker cannot keep the audience. */
const actMs = 20_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Looks until it is so, or the act is over. Null: it never came to be. */
const until = async (scene: Scene, voice: Voice, is: (seen: Seen) => boolean): Promise<Seen | null> => {
  for (const began = performance.now(); performance.now() - began < actMs; await pause(lookEveryMs)) {
    const seen = await look(scene.opened, scene.campaign, scene.outreach)
    if (seen === null) continue
    voice.show(scene, seen)
    if (is(seen)) return seen
  }
  return null
}

const stuck = (what: string): Either<Trouble, never> =>
  trouble({
    ending: 'defect',
    is: 'the demonstration is stuck',
    what: `${what} within ${actMs / 1_000} s`,
    todo: 'The logs of the processes lie in the folder of the demonstration.',
  })

const called = (scene: Scene, { counts }: Seen): number => calledIn(counts, scene.recipients)

/** `name`: as in the log, which on a server holds a tag of the host too. */
const kill = async (workers: ReadonlyMap<string, Started>, name: string): Promise<void> => {
  const child = workers.get(name.split('@')[0] ?? '')?.child
  if (child === undefined) return
  const gone = once(child, 'close')
  child.kill('SIGKILL')
  await gone
}

const askToStop = async ({ stage, config, outreach }: Scene): Promise<unknown> => {
  const args = ['--json', '-c', config, 'stop', outreach, '--reason', 'wrong message', '--yes']
  const { output } = stage.start('stop', args)
  const { text } = await output
  return text === '' ? null : (JSON.parse(text) as unknown)
}

export const play = async (scene: Scene, voice: Voice): Promise<Either<Trouble, Told>> => {
  const { stage, config } = scene
  const workers = new Map(
    ['anna', 'ben'].map((name) => [name, stage.start(name, ['-c', config, 'worker', '--name', name])]),
  )
  voice.say('two workers started: whoever claims the campaign in its history dials it')
  const dialing = await until(
    scene,
    voice,
    (seen) => called(scene, seen) >= callsBeforeKill && openIn(seen.counts) > 0,
  )
  const killed = dialing?.claim?.worker
  if (dialing === null || killed === undefined) return stuck('too few calls were made')

  await kill(workers, killed)
  const killedAt = performance.now()
  const openAtKill = openIn(dialing.counts)
  voice.say(`worker ${killed} dials, and is killed (SIGKILL) with ${openAtKill} calls under way`)
  const inherited = await until(scene, voice, ({ claim }) => claim !== null && claim.worker !== killed)
  const heir = inherited?.claim?.worker
  if (inherited === null || heir === undefined) return stuck('nobody took over')
  const takeoverMs = Math.round(performance.now() - killedAt)
  voice.say(
    `worker ${heir} has claimed the campaign ${(takeoverMs / 1_000).toFixed(1)} s later; it follows what is open`,
  )

  const before = called(scene, inherited)
  const ringing = await until(
    scene,
    voice,
    (seen) => called(scene, seen) >= before + callsBeforeStop && seen.counts.ringing > 0,
  )
  if (ringing === null) return stuck('the heir called too few')
  voice.say(`an administrator stops the outreach while ${ringing.counts.ringing} telephones ring`)
  const stop = await askToStop(scene)
  const calm = await until(scene, voice, (seen) => seen.quiesced && openIn(seen.counts) === 0)
  voice.say(calm === null ? 'some calls have not ended yet' : 'the last call has ended')
  await Promise.all([...workers.values()].map((worker) => leave(worker, 5_000)))
  await leave(scene.network, 5_000)
  return right({ killed, openAtKill, heir, takeoverMs, stop })
}
