/** Why a command was not carried out. A refusal writes no event. */
import type { Timestamp } from '../values'

export type CampaignRefusal =
  | { readonly is: 'not an administrator' }
  | { readonly is: 'not an operator' }
  | { readonly is: 'campaign exists' }
  | { readonly is: 'unknown campaign' }
  | { readonly is: 'campaign deleted' }
  | { readonly is: 'outreach exists' }
  | { readonly is: 'unknown outreach' }
  | { readonly is: 'outreach completed' }
  | { readonly is: 'outreach stopped' }
  | { readonly is: 'outreach not in progress' }
  | { readonly is: 'no recipients' }
  | { readonly is: 'settings out of range'; readonly what: string }
  | { readonly is: 'records retained'; readonly until: Timestamp }
  | { readonly is: 'another claimant' }
  | { readonly is: 'not stopped' }
