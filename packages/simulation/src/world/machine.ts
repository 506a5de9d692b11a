/** The real machines, as this package uses them: nothing of them is copied here. */
import type { dialer } from '@lastcall/dialer-worker'

export type Dialer = dialer.Dialer
export type DialerInputOf = dialer.DialerInput
export type DialerEffectOf = dialer.DialerEffect
export type ContactOf = dialer.Contact
