/** Failures of the packages below, in the words of the use cases. */
import type { CampaignRefusal } from '@lastcall/domain'
import type { AppendFailure, TransactFailure } from '@lastcall/eventlog'
import { describeUnreadable } from '@lastcall/eventlog'
import type { LoadFailure } from '@lastcall/history'
import type { GetFailure } from '@lastcall/vault'
import type { KeyFailure, StoreFailure } from '../failure'

export const ofTransaction = (failure: TransactFailure<CampaignRefusal>): CampaignRefusal | StoreFailure => {
  switch (failure.is) {
    case 'refused by rule':
      return failure.refusal
    case 'unreadable':
      return { is: 'history unreadable', what: describeUnreadable(failure.what) }
    case 'contended':
      return failure
    case 'uncertain':
      return { is: 'store uncertain', why: failure.why }
    case 'unavailable':
      return { is: 'store unavailable', why: failure.why }
    case 'refused by store':
      return { is: 'store refused', why: failure.why }
  }
}

export const ofAppend = (failure: AppendFailure): StoreFailure => {
  switch (failure.is) {
    case 'conflict':
      return { is: 'contended', attempts: 1 }
    case 'uncertain':
      return { is: 'store uncertain', why: failure.why }
    case 'unavailable':
      return { is: 'store unavailable', why: failure.why }
    case 'refused':
      return { is: 'store refused', why: failure.why }
  }
}

export const ofLoad = (failure: LoadFailure): StoreFailure =>
  failure.is === 'unavailable'
    ? { is: 'store unavailable', why: failure.why }
    : { is: 'history unreadable', what: describeUnreadable(failure) }

export const ofKey = (failure: GetFailure): KeyFailure => {
  switch (failure.is) {
    case 'unknown':
      return { is: 'key unknown' }
    case 'destroyed':
      return { is: 'key destroyed' }
    case 'wrong master key':
      return failure
    case 'unavailable':
      return { is: 'keys unavailable', why: failure.why }
  }
}
