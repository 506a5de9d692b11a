/** `lastcall campaign`: create campaigns and list those that exist. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Either } from 'fp-ts/lib/Either'
import { right } from 'fp-ts/lib/Either'
import type { CampaignShown, CreateCampaignCommand } from '@lastcall/campaigns'
import { actorFor } from '../actor'
import type { Context } from '../context'
import type { Outcome, Trouble } from '../outcome'
import { answer, trouble } from '../outcome'
import { table } from '../terminal/table'
import { withOpened } from '../wiring/open'
import { hours, retries, wholeNumber } from '../wiring/parse'
import { depsOf, failed } from '../wiring/use-cases'

export interface CreateFlags {
  readonly name: string
  readonly callerId: string
  readonly message?: string | undefined
  readonly hours: string
  readonly cps: string
  readonly channels: string
  readonly maxAttempts: string
  readonly retry: string
}

const e164 = /^\+[1-9]\d{6,14}$/

const messageHash = (path: string | undefined): Either<Trouble, string> => {
  const hash = createHash('sha256')
  if (path === undefined) return right(hash.digest('hex'))
  try {
    return right(hash.update(readFileSync(path)).digest('hex'))
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code ?? 'cannot be read'
    return trouble({
      ending: 'usage',
      is: 'message unreadable',
      what,
      where: path,
      todo: 'Name a sound file.',
    })
  }
}

const settingsOf = (flags: CreateFlags): Either<Trouble, CreateCampaignCommand['settings']> => {
  if (!e164.test(flags.callerId))
    return trouble({
      ending: 'usage',
      is: 'bad option',
      what: 'the caller ID is not a telephone number',
      todo: 'Give it with its country code, such as +12025550100.',
    })
  const open = hours(flags.hours)
  if (open._tag === 'Left') return open
  const afterMs = retries(flags.retry)
  if (afterMs._tag === 'Left') return afterMs
  const message = messageHash(flags.message)
  if (message._tag === 'Left') return message
  const counts: number[] = []
  for (const [name, text] of [
    ['--cps', flags.cps],
    ['--channels', flags.channels],
    ['--max-attempts', flags.maxAttempts],
  ] as const) {
    const count = wholeNumber(name, text, 1)
    if (count._tag === 'Left') return count
    counts.push(count.right)
  }
  const [callsPerSecond = 1, channels = 1, maxAttempts = 1] = counts
  return right({
    callerId: flags.callerId,
    messageSha256: message.right,
    hours: open.right,
    retry: { maxAttempts, afterMs: afterMs.right },
    pacing: { callsPerSecond, channels },
  })
}

export const createCampaign = (context: Context, flags: CreateFlags): Promise<Outcome> =>
  withOpened(
    context,
    async (opened) => {
      const settings = settingsOf(flags)
      if (settings._tag === 'Left') return settings
      const actor = actorFor(opened.installation.config, context.as)
      if (actor._tag === 'Left') return actor
      const { create } = await import('@lastcall/campaigns')
      const { name } = flags
      const made = await create(depsOf(opened))({ actor: actor.right, name, settings: settings.right })()
      if (made._tag === 'Left') return failed(made.left, 'campaign')
      return answer(made.right, `campaign ${made.right.campaign} created`)
    },
    { makesLog: true },
  )

const line = ({ campaign, name, settings, outreaches }: CampaignShown): readonly string[] => [
  campaign,
  name ?? '(name not readable)',
  settings.createdAt,
  ...Object.values(outreaches).map(String),
]

export const listCampaigns = (context: Context): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const { campaigns } = await import('@lastcall/campaigns')
    const shown = await campaigns(depsOf(opened))()
    if (shown._tag === 'Left') return failed(shown.left, 'campaigns')
    const head = ['CAMPAIGN', 'NAME', 'CREATED', 'SCHEDULED', 'IN PROGRESS', 'COMPLETED', 'STOPPED']
    const text = shown.right.length === 0 ? 'no campaigns' : table(head, shown.right.map(line))
    return answer({ campaigns: shown.right }, text)
  })
