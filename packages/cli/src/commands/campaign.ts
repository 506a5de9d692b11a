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
import type { Registry } from '../program'
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

const createOne = (context: Context, flags: CreateFlags): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const settings = settingsOf(flags)
    if (settings._tag === 'Left') return settings
    const actor = actorFor(opened.installation.config, context.as)
    if (actor._tag === 'Left') return actor
    const { create } = await import('@lastcall/campaigns')
    const { name } = flags
    const made = await create(depsOf(opened))({ actor: actor.right, name, settings: settings.right })()
    if (made._tag === 'Left') return failed(made.left, 'campaign')
    return answer(made.right, `campaign ${made.right.campaign} created`)
  })

const line = ({ campaign, name, settings, outreaches }: CampaignShown): readonly string[] => [
  campaign,
  name ?? '(name not readable)',
  settings.createdAt,
  ...Object.values(outreaches).map(String),
]

const list = (context: Context): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const { campaigns } = await import('@lastcall/campaigns')
    const shown = await campaigns(depsOf(opened))()
    if (shown._tag === 'Left') return failed(shown.left, 'campaigns')
    const head = ['CAMPAIGN', 'NAME', 'CREATED', 'SCHEDULED', 'IN PROGRESS', 'COMPLETED', 'STOPPED']
    const text = shown.right.length === 0 ? 'no campaigns' : table(head, shown.right.map(line))
    return answer({ campaigns: shown.right }, text)
  })

export const campaign = ({ command, run }: Registry): void => {
  const group = command('campaign').description('Create campaigns, and list those that exist.')
  group
    .command('create')
    .description('Create a campaign: the reason to call, with its settings.')
    .requiredOption('--name <name>', 'sealed under the key of the campaign')
    .requiredOption('--caller-id <number>', 'the number shown to those called, with country code')
    .option('--message <file>', 'the sound file that is played')
    .option('--hours <from-to>', "calling hours, in the called person's own time", '08:00-21:00')
    .option('--cps <calls>', 'calls per second, at most', '5')
    .option('--channels <calls>', 'calls at the same time, at most', '20')
    .option('--max-attempts <n>', 'attempts at one recipient, at most', '3')
    .option(
      '--retry <policy>',
      'seconds to wait, by how a call ended',
      'busy=600,no-answer=3600,congestion=60',
    )
    .addHelpText(
      'after',
      '\nExample:\n  lastcall campaign create --name "Flu season" --caller-id +12025550100 --hours 09:00-20:00',
    )
    .action(run(createOne))
  group
    .command('list')
    .description('List the campaigns that exist, with their outreaches by tab.')
    .addHelpText('after', '\nExample:\n  lastcall campaign list --json')
    .action(run(list))
}
