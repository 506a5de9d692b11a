/** G2, the gate: each authorization leaves it at most once, through the gate of whoever authorized it. */
import { callsStream } from '@lastcall/domain'
import type { Attempt, Evidence, OutreachEvidence, Pass, Stood } from '../replay'
import { attemptsOf } from '../replay'
import type { Finding } from '../verdict'
import { finding } from '../verdict'

const secondPasses = (stream: string, { attempt, again }: Attempt): readonly Finding[] =>
  again.map(({ at, pass }) => finding(stream, at, `attempt ${attempt} left the gate again, as pass ${pass}`))

/**
 * Any sign of the call that its release rules out: the own gate that it left; a carrier that vouches that it never
 * came, that it rang or ended there.
 */
const besideRelease = (stream: string, of: Attempt): readonly Finding[] => {
  const signs: readonly (readonly [string, Stood | null])[] = [
    ['CallPlaced', of.placed],
    ['CallRinging', of.rang],
    ['CallAnswered', of.answered],
    ['CallEnded', of.ended],
  ]
  const { released } = of
  if (released === null) return []
  const ruledOut = released.proof === 'own-gate' ? signs : signs.slice(1)
  return ruledOut.flatMap(([type, sign]) =>
    sign === null
      ? []
      : [finding(stream, sign.at, `${type} of ${of.attempt} beside its CallReleased at ${released.at}`)],
  )
}

const usedTwice = (evidence: Evidence): readonly Finding[] => {
  const used = new Map<string, string>()
  const findings: Finding[] = []
  const use = (of: OutreachEvidence, attempt: Attempt, { incarnation, pass, at }: Pass): void => {
    const key = `${incarnation} ${pass}`
    const by = used.get(key)
    if (by === undefined) used.set(key, attempt.attempt)
    else
      findings.push(
        finding(
          callsStream(of.outreach),
          at,
          `pass ${pass} of ${incarnation} used for ${attempt.attempt} after ${by}`,
        ),
      )
  }
  for (const of of evidence.outreaches.values())
    for (const attempt of of.placed)
      for (const pass of [...(attempt.placed === null ? [] : [attempt.placed]), ...attempt.again])
        use(of, attempt, pass)
  return findings
}

export const passFindings = (evidence: Evidence): readonly Finding[] => {
  const each = [...evidence.outreaches.values()].flatMap((of) => {
    const stream = callsStream(of.outreach)
    const strange = of.misfits
      .filter(({ type }) => type === 'CallPlaced')
      .map(({ at, attempt, why }) => finding(stream, at, `CallPlaced of ${attempt}, which ${why}`))
    const attempts = [...attemptsOf(of)].flatMap((a) => [
      ...secondPasses(stream, a),
      ...besideRelease(stream, a),
    ])
    return [...strange, ...attempts]
  })
  return [...each, ...usedTwice(evidence)]
}
