/** G2, the gate: each authorization leaves it at most once, through the gate of whoever authorized it. */
import type { IncarnationId } from '@lastcall/domain'
import { callsStream } from '@lastcall/domain'
import type { Attempt, Evidence, OutreachEvidence, Pass, Places, Stood } from '../replay'
import { attemptsOf, idOf, noPlaces, placeAt, placedOf, setPlace } from '../replay'
import type { Finding } from '../verdict'
import { finding } from '../verdict'

const secondPasses = (stream: string, { attempt, again }: Attempt): readonly Finding[] =>
  again.map(({ at, pass }) => finding(stream, at, `attempt ${attempt} left the gate again, as pass ${pass}`))

/**
 * Any sign of the call that its release rules out: the own gate that it left; a carrier that vouches that it never
 * came, that it rang or ended there.
 */
const besideRelease = (stream: string, of: Attempt): readonly Finding[] => {
  const { released } = of
  if (released === null) return []
  const signs: readonly (readonly [string, Stood | null])[] = [
    ['CallPlaced', of.placed],
    ['CallRinging', of.rang],
    ['CallAnswered', of.answered],
    ['CallEnded', of.ended],
  ]
  const ruledOut = released.proof === 'own-gate' ? signs : signs.slice(1)
  return ruledOut.flatMap(([type, sign]) =>
    sign === null
      ? []
      : [finding(stream, sign.at, `${type} of ${of.attempt} beside its CallReleased at ${released.at}`)],
  )
}

const usedTwice = (evidence: Evidence): readonly Finding[] => {
  /** Who used each pass of an incarnation first, by row: passes are a counter without gaps. */
  const used = new Map<IncarnationId, Places>()
  const found: Finding[] = []
  const use = (of: OutreachEvidence, { attempt, row }: Attempt, { incarnation, pass, at }: Pass): void => {
    const passes = used.get(incarnation) ?? noPlaces()
    used.set(incarnation, passes)
    const by = placeAt(passes, pass)
    if (by < 0) setPlace(passes, pass, row)
    else {
      const says = `pass ${pass} of ${incarnation} used for ${attempt} after ${idOf(evidence.book, by)}`
      found.push(finding(callsStream(of.outreach), at, says))
    }
  }
  for (const of of evidence.outreaches.values())
    for (const attempt of placedOf(of)) {
      use(of, attempt, attempt.placed)
      for (const pass of attempt.again) use(of, attempt, pass)
    }
  return found
}

export const passFindings = (evidence: Evidence): readonly Finding[] => {
  const found: Finding[] = []
  for (const of of evidence.outreaches.values()) {
    const stream = callsStream(of.outreach)
    for (const { type, at, attempt, why } of of.misfits)
      if (type === 'CallPlaced') found.push(finding(stream, at, `CallPlaced of ${attempt}, which ${why}`))
    for (const attempt of attemptsOf(of))
      found.push(...secondPasses(stream, attempt), ...besideRelease(stream, attempt))
  }
  return [...found, ...usedTwice(evidence)]
}
