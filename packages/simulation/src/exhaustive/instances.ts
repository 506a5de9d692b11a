/** The instances that are searched to their end, each with the trouble that it is about. */
import type { Budget, Instance, Lengths } from './instance'
import { nothing, smallest } from './instance'

type Change = Partial<Omit<Instance, 'lengths' | 'budget' | 'name'>>

const instance = (
  name: string,
  budget: Partial<Budget>,
  change: Change = {},
  lengths: Partial<Lengths> = {},
): Instance => ({
  ...smallest,
  slowReads: false,
  echo: false,
  ...change,
  name,
  budget: { ...nothing, ...budget },
  lengths: { ...smallest.lengths, ...lengths },
})

const slowly: Change = { slowReads: true, echo: true }
const alone: Change = { workers: 1 }
const two: Change = { recipients: 2, maxBatch: 1 }

/** CI ends all of these. */
export const small: readonly Instance[] = [
  instance('nobody has claimed yet', { stops: 1 }, { begun: false }),
  instance('a stop of two calls', { stops: 1 }, { recipients: 2 }),
  instance('a stop, with readings that take time', { stops: 1 }, { slowReads: true }),
  instance('a deletion, an answer that is lost', { deletions: 1, lostAnswers: 1 }),
  instance('a late append and a lost answer', { stops: 1, lateAppends: 1, lostAnswers: 1 }, alone),
  instance('a late append, long permits', { lateAppends: 1, lostAnswers: 1 }, alone, {
    permits: [3],
    giveUp: 3,
    silentFor: 12,
  }),
  instance('a late append, short permits', { lateAppends: 1 }, alone, { giveUp: 2 }),
  instance('a gate that is asked late', { stops: 1, lateWrites: 1 }),
  instance('a last look', { stops: 1, lateWrites: 1 }, { lastLook: true }),
  instance('a crash with a call on its way', { crashes: 1, slowWays: 1, stops: 1 }),
  instance(
    'a crash, and absence proves nothing',
    { crashes: 1, slowWays: 1, wrongAbsences: 1 },
    {
      carrier: 'absence is no proof',
    },
  ),
  instance(
    'a crash, and a carrier that cannot be asked',
    { crashes: 1, slowWays: 1 },
    {
      carrier: 'cannot be asked',
    },
  ),
  instance(
    'a crash and a long way',
    { crashes: 1, slowWays: 1 },
    { carrier: 'absence is no proof' },
    { travel: 6 },
  ),
  instance('an originate and the news of an end are lost', { lostOriginates: 1, lostEnds: 1, stops: 1 }),
  instance('one number for two recipients', { stops: 1 }, { recipients: 2, sharedNumber: true }),
  instance('all calls are hung up', { stops: 1, lostEnds: 1 }, { liveCalls: 'hangUpAll' }),
  instance('a machine that sleeps', { sleeps: 1, lateWrites: 1 }, alone),
  instance('a shutdown during a call', { shutdowns: 1 }, {}, { drain: 3, longestCall: 2 }),
  instance('a carrier that is down', { carrierDowns: 1 }),
]

/** What a person may do, and what may become of an append, once each. */
const everything: Partial<Budget> = { stops: 1, deletions: 1, lateAppends: 1, lostAnswers: 1 }

/** These take minutes. */
export const larger: readonly Instance[] = [
  instance('a stop, everything slow', { stops: 1 }, slowly),
  instance('a late append beside another worker', { stops: 1, lateAppends: 1, lostAnswers: 1 }),
  instance('a crash and a new life', { crashes: 1, births: 1, stops: 1, slowWays: 1 }),
  instance('two crashes, two calls', { crashes: 2, stops: 1 }, two),
  instance('a pause', { pauses: 1, stops: 1 }),
  instance('a pause, permits that outlive a takeover', { pauses: 1, stops: 1 }, {}, { permits: [5, 1] }),
  instance(
    'a pause, clocks that run apart',
    { pauses: 1, stops: 1 },
    { driftPpm: [-4_950, 4_950] },
    {
      permits: [4, 4],
    },
  ),
  instance('a crash, a stop, a deletion, a late append, a lost answer', { ...everything, crashes: 1 }),
  instance('two recipients and a crash', { crashes: 1, stops: 1 }, { recipients: 2 }),
]

/** The largest that was seen to end within ten minutes and 2 GB; a pause, or a second recipient, beside all that is more. */
export const largest: Instance = instance('two crashes, a stop, a deletion, a late append, a lost answer', {
  ...everything,
  crashes: 2,
})
