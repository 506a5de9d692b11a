/**
 * A quick yes in front of libphonenumber: true only for numbers in E.164 that it would return unchanged, as fixed
 * line or mobile. On no, the library is asked: it takes ten to forty times as long.
 */
import type { MetadataJson } from 'libphonenumber-js/max'
import type { Kind, Plan } from './metadata'
import { plansOf } from './metadata'

interface CompiledKind {
  readonly pattern: RegExp
  readonly lengths: readonly number[]
}

interface CompiledPlan {
  readonly national: RegExp
  readonly leadingDigits: RegExp | null
  readonly wanted: readonly CompiledKind[]
  readonly others: readonly CompiledKind[]
}

interface CallingCode {
  /** The national prefix, which the library takes off where it finds it. */
  readonly prefix: RegExp | null
  readonly plans: readonly CompiledPlan[]
}

const wantedKinds = 2
const e164 = /^\+[1-9]\d{6,14}$/
const longestCallingCode = 3

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`)

const compileKinds = (plan: Plan, kinds: readonly Kind[]): readonly CompiledKind[] =>
  kinds
    .filter(({ pattern }) => pattern !== '')
    .map(({ pattern, lengths }) => ({ pattern: whole(pattern), lengths: lengths ?? plan.possibleLengths }))

const compile = (plan: Plan): CompiledPlan => ({
  national: whole(plan.national),
  leadingDigits: plan.leadingDigits === null ? null : new RegExp(`^(?:${plan.leadingDigits})`),
  wanted: compileKinds(plan, plan.kinds.slice(0, wantedKinds)),
  others: compileKinds(plan, plan.kinds.slice(wantedKinds)),
})

const compileCode = (plans: readonly Plan[]): CallingCode => {
  const prefix = plans[0]?.prefix ?? null
  return { prefix: prefix === null ? null : new RegExp(`^(?:${prefix})`), plans: plans.map(compile) }
}

const fits = ({ pattern, lengths }: CompiledKind, digits: string): boolean =>
  lengths.includes(digits.length) && pattern.test(digits)

/** The first country that the number can belong to decides, as in the library. */
const isWanted = (plans: readonly CompiledPlan[], digits: string): boolean => {
  for (const plan of plans) {
    const isOnly = plans.length === 1
    if (!isOnly && plan.leadingDigits !== null && !plan.leadingDigits.test(digits)) continue
    const inPlan = plan.national.test(digits)
    if (inPlan && plan.wanted.some((kind) => fits(kind, digits))) return true
    if (isOnly || plan.leadingDigits !== null) return false
    if (inPlan && plan.others.some(({ pattern }) => pattern.test(digits))) return false
  }
  return false
}

export const quickYes = (metadata: MetadataJson): ((number: string) => boolean) => {
  const codes = new Map<string, CallingCode | null>()
  const codeOf = (code: string): CallingCode | null => {
    const known = codes.get(code)
    if (known !== undefined) return known
    const plans = plansOf(metadata, code)
    const compiled = plans === null ? null : compileCode(plans)
    codes.set(code, compiled)
    return compiled
  }
  return (number) => {
    if (!e164.test(number)) return false
    for (let length = 1; length <= longestCallingCode; length += 1) {
      const code = codeOf(number.slice(1, 1 + length))
      if (code === null) continue
      const digits = number.slice(1 + length)
      return !(code.prefix?.test(digits) ?? false) && isWanted(code.plans, digits)
    }
    return false
  }
}
