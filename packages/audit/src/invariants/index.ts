/** The promises, each judged from the log alone. */
import type { Evidence } from '../replay'
import type { Verdict } from '../verdict'
import { order } from './g1-order'
import { count } from './g2-count'
import { time } from './g3-time'
import { account } from './g4-account'
import { outcome } from './g5-outcome'
import { law } from './g6-law'
import { readable } from './readable'

export { account, count, law, order, outcome, readable, time }

/** All of them, in order. The same functions judge production, the simulator and the torture run. */
export const judge = (evidence: Evidence): readonly Verdict[] =>
  [order, count, time, account, outcome, law, readable].map((promise) => promise(evidence))
