/** `lastcall outreach`: schedule a recipient file, and list a campaign's outreaches by tab. */
import type { OutreachShown, ScheduleCommand } from '@lastcall/campaigns'
import type { Phase } from '@lastcall/domain'
import { phases } from '@lastcall/domain'
import { actorFor } from '../actor'
import type { Config } from '../config/config'
import type { Context } from '../context'
import type { Outcome } from '../outcome'
import { answer, trouble } from '../outcome'
import { importProgress } from '../terminal/progress'
import { table } from '../terminal/table'
import { campaignId } from '../wiring/ids'
import { withOpened } from '../wiring/open'
import { startTime } from '../wiring/parse'
import { depsOf, failed } from '../wiring/use-cases'

export interface ScheduleFlags {
  readonly startAt: string
  readonly phoneColumn?: string | undefined
  readonly timeZoneColumn?: string | undefined
  readonly defaultCountry?: string | undefined
  readonly defaultTimeZone?: string | undefined
  readonly rejects?: string | undefined
  readonly strict?: true | undefined
}

const present = <T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never

/** What the command line says counts, then the configuration. */
const optionsOf = (flags: ScheduleFlags, config: Config): Partial<ScheduleCommand> => {
  const { defaultCountry, defaultTimeZone, maxRecipients } = config.import ?? {}
  const { phoneColumn, timeZoneColumn, strict } = flags
  return {
    ...present({
      phoneColumn,
      timeZoneColumn,
      strict,
      defaultCountry: flags.defaultCountry ?? defaultCountry,
      defaultTimeZone: flags.defaultTimeZone ?? defaultTimeZone,
    }),
    ...(maxRecipients === undefined ? {} : { limits: { recipients: maxRecipients } }),
  }
}

export const scheduleOutreach = (
  context: Context,
  campaignText: string,
  file: string,
  flags: ScheduleFlags,
): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const id = campaignId(campaignText)
    if (id._tag === 'Left') return id
    const startAt = startTime(flags.startAt, Date.now())
    if (startAt._tag === 'Left') return startAt
    const actor = actorFor(opened.installation.config, context.as)
    if (actor._tag === 'Left') return actor
    const { schedule, recipientsFile, rejectsFile } = await import('@lastcall/campaigns')
    const source = await recipientsFile(file)
    if (source._tag === 'Left') return failed({ is: 'import refused', problem: source.left }, file)
    const rejectsPath = flags.rejects ?? `${file}.rejected.csv`
    const progress = importProgress(context.terminal)
    const done = await schedule(depsOf(opened))({
      ...optionsOf(flags, opened.installation.config),
      actor: actor.right,
      campaign: id.right,
      source: source.right,
      startAtMs: startAt.right,
      rejects: rejectsFile(rejectsPath),
      onProgress: progress.on,
    })()
    progress.end()
    const where = done._tag === 'Left' && done.left.is !== 'import refused' ? campaignText : file
    if (done._tag === 'Left') return failed(done.left, where)
    const { outreach, recipients, rejected } = done.right
    const rejects = rejected === 0 ? null : rejectsPath
    const told =
      rejects === null ? '' : `\n${rejected} rows rejected, listed with line and reason in ${rejects}`
    return answer(
      { ...done.right, rejects },
      `outreach ${outreach} scheduled: ${recipients} recipients${told}`,
    )
  })

const stopText = ({ stop }: OutreachShown): string =>
  stop === null ? '' : `${stop.at} by ${stop.actor}${stop.reason === null ? '' : `: ${stop.reason}`}`

const line = (shown: OutreachShown): readonly string[] => [
  shown.outreach,
  shown.fileName ?? '(name not readable)',
  shown.phase,
  shown.startAt,
  String(shown.recipients),
  stopText(shown),
]

const isPhase = (text: string): text is Phase => (phases as readonly string[]).includes(text)

export const listOutreaches = (
  context: Context,
  campaignText: string,
  { tab }: { readonly tab: string },
): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const id = campaignId(campaignText)
    if (id._tag === 'Left') return id
    if (tab !== 'all' && !isPhase(tab))
      return trouble({
        ending: 'usage',
        is: 'bad option',
        what: 'there is no such tab',
        where: tab,
        todo: `Give one of ${phases.join(', ')}, or all.`,
      })
    const { outreaches } = await import('@lastcall/campaigns')
    const shown = await outreaches(depsOf(opened))(id.right, tab)()
    if (shown._tag === 'Left') return failed(shown.left, campaignText)
    const head = ['OUTREACH', 'FILE', 'TAB', 'STARTS', 'RECIPIENTS', 'STOPPED']
    const text = shown.right.length === 0 ? 'no outreaches' : table(head, shown.right.map(line))
    return answer({ outreaches: shown.right }, text)
  })
