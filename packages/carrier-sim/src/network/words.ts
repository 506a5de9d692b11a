/** The network's own words for how a call ended: a SIP status and a Q.850 cause. */
import type { Ending } from '@lastcall/domain'

export interface Words {
  readonly disposition: Ending
  readonly status: string
  readonly cause: string
}

const words = (disposition: Ending, status: string, cause: string): Words => ({ disposition, status, cause })

export const wordsFor: Readonly<Record<Ending, Words>> = {
  answered: words('answered', '200', 'Q.850;cause=16'),
  voicemail: words('voicemail', '200', 'Q.850;cause=16'),
  busy: words('busy', '486', 'Q.850;cause=17'),
  'no-answer': words('no-answer', '480', 'Q.850;cause=19'),
  rejected: words('rejected', '603', 'Q.850;cause=21'),
  unwanted: words('unwanted', '607', 'Q.850;cause=21'),
  'invalid-number': words('invalid-number', '404', 'Q.850;cause=1'),
  congestion: words('congestion', '503', 'Q.850;cause=41'),
  'carrier-fault': words('carrier-fault', '500', 'Q.850;cause=38'),
  cancelled: words('cancelled', '487', 'SIP;cause=487'),
}

export const tooFast = words('congestion', '503', 'Q.850;cause=42')
export const noChannel = words('congestion', '503', 'Q.850;cause=34')
export const seenBefore = words('carrier-fault', '482', 'this attempt was originated before')
export const promisedAbsent = words('carrier-fault', '481', 'absence of this attempt was promised')
