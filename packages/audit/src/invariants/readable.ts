/** Whether the evidence could be read at all: what was skipped is said, what is damaged is a violation. */
import type { Evidence } from '../replay'
import type { Verdict } from '../verdict'
import { finding, judged } from '../verdict'

export const readable = ({ events, malformed, unknown }: Evidence): Verdict =>
  judged(
    'readable',
    events,
    malformed.map(({ stream, at, type }) => finding(stream, at, `${type} is malformed`)),
    [...unknown].map(([type, count]) => ({
      at: type,
      says: `${count} events of type ${type} skipped: unknown to this version`,
    })),
  )
