/** A failure in words: what, where, and what to do. Never a name, a number or a file's contents. */
import type { CampaignRefusal } from '@lastcall/domain'
import type { Failure, KeyFailure, StoreFailure } from './failure'
import { describeProblem } from './schedule/describe'

const refusals: Readonly<Record<CampaignRefusal['is'], string>> = {
  'not an administrator': 'This needs the Administrator role. Ask an administrator.',
  'not an operator': 'This needs the Operator role. Ask an administrator for it.',
  'campaign exists': 'A campaign with this id exists already. Create it under a new id.',
  'unknown campaign': 'There is no campaign with this id. List the campaigns to see their ids.',
  'campaign deleted': 'The campaign was deleted. Deletion is final; create a new campaign.',
  'outreach exists': 'An outreach with this id exists already. Schedule it as a new outreach.',
  'unknown outreach': "There is no outreach with this id. List the campaign's outreaches to see their ids.",
  'outreach completed': 'The outreach is completed: there is nothing left to stop.',
  'outreach stopped': 'The outreach is stopped. A stop is final; schedule the rest as a new outreach.',
  'outreach not in progress': 'The outreach is not in progress.',
  'no recipients': 'An outreach needs at least one recipient.',
  'settings out of range': 'The settings make no sense',
  'records retained': 'The records of this campaign must be kept',
  'another claimant': 'Another worker dials this campaign.',
  'not stopped': 'The outreach is not stopped. Stop it first.',
}

const describeRefusal = (refusal: CampaignRefusal): string => {
  if (refusal.is === 'settings out of range') return `${refusals[refusal.is]}: ${refusal.what}.`
  if (refusal.is === 'records retained')
    return `${refusals[refusal.is]} until ${refusal.until}. Delete it after that, or shorten the time that records are kept.`
  return refusals[refusal.is]
}

const isRefusal = (failure: Failure): failure is CampaignRefusal => failure.is in refusals

const describeStore = (failure: StoreFailure): string => {
  switch (failure.is) {
    case 'store unavailable':
      return `The event store does not answer (${failure.why}). Nothing was written. Try again when it does.`
    case 'store uncertain':
      return `The event store did not say whether it wrote (${failure.why}). Look at the lists before you try again.`
    case 'store refused':
      return `The event store refused (${failure.why}). Nothing was written; a repeat cannot help.`
    case 'contended':
      return `Others wrote to the campaign ${failure.attempts} times in between. Nothing was written. Try again.`
    case 'history unreadable':
      return `The history cannot be read (${failure.what}). Run a newer version of this program.`
  }
}

const keyFailures: Readonly<Record<Exclude<KeyFailure['is'], 'keys unavailable'>, string>> = {
  'key unknown': 'The key store has no key for this campaign. Check that it is the right key store.',
  'key destroyed': "The campaign's key was destroyed with its deletion. Its personal data is gone.",
  'wrong master key': "The master key does not open this campaign's key. Check the configured master key.",
}

export const describe = (failure: Failure): string => {
  if (isRefusal(failure)) return describeRefusal(failure)
  switch (failure.is) {
    case 'keys unavailable':
      return `The key store does not answer (${failure.why}). Try again when it does.`
    case 'key unknown':
    case 'key destroyed':
    case 'wrong master key':
      return keyFailures[failure.is]
    case 'given up':
      return failure.acknowledged
        ? 'It is written and final; only its effect could not be read back. Look at the lists.'
        : 'Given up before the event store acknowledged it. It may stand or come later: ask again until it is acknowledged.'
    case 'erasure unfinished':
      return `The campaign is deleted, its data not yet all removed (${failure.because.is}: ${failure.because.why}). Any worker, or a repeat, finishes it.`
    case 'import refused':
      return describeProblem(failure.problem)
    case 'outreach not ended':
      return `The outreach is ${failure.phase}. Stop it, or wait until it is completed: then the uncalled are known.`
    case 'recipients unreadable':
      return `The stored recipients cannot be read (chunk ${failure.chunk}). Check the key store and the event store.`
    case 'not quiet yet':
      return `The outreach is stopped, and ${failure.open} attempts may still leave. Ask again in a few seconds.`
    default:
      return describeStore(failure)
  }
}
