/** Schedules a file of recipients as a new outreach: checked whole, then sealed chunk by chunk, then one event. */
import type { OutreachId } from '@lastcall/domain'
import { recipientsStream } from '@lastcall/domain'
import type { DataKey } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either'
import { left, right } from 'fp-ts/lib/Either'
import type { TaskEither } from 'fp-ts/lib/TaskEither'
import type { CampaignsDeps } from '../deps'
import type { Failure } from '../failure'
import { ofKey } from '../log/failures'
import { holdCampaign } from '../log/held'
import { sealText } from '../log/sealing'
import type { Prepared } from './announce'
import { announce, refusalOf } from './announce'
import { chunkWriter } from './chunks'
import type { ScheduleCommand, Scheduled } from './command'
import type { Checked } from './first-pass'
import { firstPass } from './first-pass'
import type { ImportLimits } from './limits'
import { defaultLimits } from './limits'
import { numberParser } from './number/parse'
import type { ImportProblem } from './problem'
import type { RowRules } from './row'
import { secondPass } from './second-pass'
import { zoneCheck } from './zone'

type Deps = Pick<CampaignsDeps, 'store' | 'feed' | 'keys' | 'snapshots' | 'clock' | 'newId' | 'wait'>

const rulesOf = async (from: ScheduleCommand): Promise<Either<ImportProblem, RowRules>> => {
  const parseNumber = await numberParser(from.defaultCountry ?? null)
  if (parseNumber === null) return left({ is: 'unknown default country' })
  const isTimeZone = zoneCheck()
  const defaultTimeZone = from.defaultTimeZone ?? null
  if (defaultTimeZone !== null && !isTimeZone(defaultTimeZone))
    return left({ is: 'unknown default time zone' })
  return right({ parseNumber, isTimeZone, defaultTimeZone })
}

const check = async (
  from: ScheduleCommand,
  limits: ImportLimits,
): Promise<Either<ImportProblem, Checked>> => {
  const rules = await rulesOf(from)
  if (rules._tag === 'Left') return rules
  const { phoneColumn = null, timeZoneColumn = null } = from
  return firstPass(from.source, {
    choice: { phoneColumn, timeZoneColumn, hasDefaultTimeZone: rules.right.defaultTimeZone !== null },
    rules: rules.right,
    limits,
    strict: from.strict ?? false,
    rejects: from.rejects ?? null,
    onRows: (rows) => from.onProgress?.({ doing: 'checking', rows }),
  })
}

/** Between the passes and after them the campaign may be deleted; that is then the better reason. */
const reasonNow = async (deps: Deps, from: ScheduleCommand, failure: Failure): Promise<Failure> => {
  if (failure.is !== 'store refused' && failure.is !== 'contended') return failure
  const held = await holdCampaign(deps, from.campaign)
  return held._tag === 'Left' ? failure : (refusalOf(deps, from, held.right) ?? failure)
}

const write = async (
  deps: Deps,
  from: ScheduleCommand,
  key: DataKey,
  outreach: OutreachId,
  checked: Checked,
  limits: ImportLimits,
): Promise<Either<Failure, Prepared>> => {
  const writer = chunkWriter(deps, { key, campaign: from.campaign, outreach })
  const failure = await secondPass(from.source, {
    checked,
    limits,
    defaultTimeZone: from.defaultTimeZone ?? null,
    writer,
    onRows: (rows) => from.onProgress?.({ doing: 'writing', rows }),
  })
  if (failure !== null) return left(await reasonNow(deps, from, failure))
  return right({
    recipients: writer.recipients(),
    ciphertextSha256: writer.ciphertextSha256(),
    sealedFileName: sealText(key, from.campaign, 'file name', from.source.fileName),
  })
}

const writeAndAnnounce = async (
  deps: Deps,
  from: ScheduleCommand,
  key: DataKey,
  checked: Checked,
  limits: ImportLimits,
): Promise<Either<Failure, Scheduled>> => {
  const outreach = deps.newId() as OutreachId
  const forget = () => deps.store.deleteStream(recipientsStream(from.campaign, outreach))()
  const prepared = await write(deps, from, key, outreach, checked, limits)
  if (prepared._tag === 'Left') {
    await forget()
    return prepared
  }
  const made = await announce(deps, from, outreach, prepared.right)
  if (made._tag === 'Left') {
    // Without an answer the outreach may stand, and needs its recipients.
    if (made.left.is !== 'store uncertain') await forget()
    return made
  }
  const { recipients } = prepared.right
  return right({ outreach, recipients, rejected: checked.rejected, revision: made.right })
}

/** Refused or certainly failed, it leaves nothing behind; ciphertext of a crash goes with the campaign. */
export const schedule =
  (deps: Deps) =>
  (from: ScheduleCommand): TaskEither<Failure, Scheduled> =>
  async () => {
    const held = await holdCampaign(deps, from.campaign)
    if (held._tag === 'Left') return held
    const refusal = refusalOf(deps, from, held.right)
    if (refusal !== null) return left(refusal)
    // Asked for before the file is read: without it nothing could be written.
    const key = await deps.keys.get(from.campaign)()
    if (key._tag === 'Left') return left(ofKey(key.left))
    const limits = { ...defaultLimits, ...from.limits }
    const checked = await check(from, limits)
    if (checked._tag === 'Left') return left({ is: 'import refused', problem: checked.left })
    return writeAndAnnounce(deps, from, key.right, checked.right, limits)
  }
