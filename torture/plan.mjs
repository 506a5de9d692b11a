/** Everything that a round draws, from its seed alone: the world, the faults and the commands, with their times. */
import { diceOf } from './dice.mjs'

const policies = ['drain', 'cancel-ringing', 'hang-up-all']

const worldOf = (dice) => {
  const callsPerSecond = dice.whole(60, 200)
  const outreaches = dice.whole(1, 3)
  // As many as are dialed in a few seconds, so that every round ends.
  const recipients = Math.min(900, Math.round((callsPerSecond * dice.whole(25, 55)) / 10))
  const each = Math.max(20, Math.floor(recipients / outreaches))
  return {
    callsPerSecond,
    channels: dice.whole(20, 120),
    speed: dice.stretch(20, 200),
    mix: {
      answered: dice.whole(10, 60),
      voicemail: dice.whole(0, 30),
      busy: dice.whole(0, 30),
      'no-answer': dice.whole(0, 30),
      rejected: dice.whole(0, 10),
      'invalid-number': dice.whole(0, 10),
      congestion: dice.whole(0, 10),
      'carrier-fault': dice.whole(0, 5),
    },
    networkCallsPerSecond: dice.chance(0.2) ? Math.round(callsPerSecond * 0.8) : null,
    retry: {
      maxAttempts: dice.whole(1, 3),
      afterMs: { busy: dice.whole(0, 800), 'no-answer': 200, congestion: 100 },
    },
    timing: {
      permitMs: 200,
      silentForMs: dice.whole(500, 1_000),
      takeoverMs: 1_000,
      drainMs: dice.whole(300, 3_000),
      lookEveryMs: 100,
      giveUpMs: dice.chance(0.2) ? 60 : 150,
      maxBatch: dice.whole(1, 16),
    },
    outreaches: Array.from({ length: outreaches }, () => ({
      recipients: each,
      startsInMs: dice.chance(0.25) ? dice.whole(300, 2_500) : 0,
    })),
    workers: dice.whole(2, 3),
    onSmallDisk: dice.chance(0.5),
  }
}

const kinds = [
  [6, 'kill'],
  [6, 'freeze'],
  [3, 'ask to leave'],
  [2, 'start one more'],
  [1.5, 'freeze the network'],
  [2, 'cut the lines'],
  [1.5, 'freeze the lines'],
  [4, 'fill the disk'],
]

const lasts = {
  freeze: [100, 5_000],
  'freeze the network': [50, 2_500],
  'freeze the lines': [50, 2_500],
  'fill the disk': [100, 2_000],
}

const faultOf = (dice, lengthMs) => {
  const what = dice.weighted(kinds)
  const atMs = dice.whole(0, lengthMs)
  const [least, most] = lasts[what] ?? [0, 0]
  return {
    what,
    atMs,
    /** Which of those alive then, counted round. */
    who: dice.whole(0, 11),
    forMs: most === 0 ? 0 : dice.stretch(least, most),
    again: dice.chance(0.85) ? { afterMs: dice.whole(0, 1_500), newName: dice.chance(0.3) } : null,
    twice: dice.chance(0.15),
  }
}

const commandOf = (dice, lengthMs, outreaches) => {
  const what = dice.weighted([
    [5, 'stop'],
    [2, 'stop all'],
    [2, 'delete'],
  ])
  return {
    what,
    atMs: dice.whole(0, lengthMs),
    outreach: dice.whole(0, outreaches - 1),
    liveCalls: dice.one(policies),
    waits: dice.chance(0.5),
    twice: dice.chance(0.25),
    killedAfterMs: dice.chance(0.3) ? dice.whole(150, 1_500) : null,
    frozen: dice.chance(0.15) ? { afterMs: dice.whole(150, 1_000), forMs: dice.stretch(100, 2_000) } : null,
  }
}

/** Times count from the first call that the network sees, or from the start of the workers where `eager`. */
export const planOf = (seed) => {
  const dice = diceOf(seed)
  const world = worldOf(dice)
  const lengthMs = dice.whole(2_000, 4_000)
  const faults = Array.from({ length: dice.whole(2, 8) }, () => faultOf(dice, lengthMs))
  const count = dice.weighted([
    [1, 0],
    [5, 1],
    [3, 2],
    [1, 3],
  ])
  const commands = Array.from({ length: count }, () => commandOf(dice, lengthMs, world.outreaches.length))
  return { seed, ...world, lengthMs, eager: dice.chance(0.15), faults, commands }
}
