import type { Claim } from '@vsc/figures'
import { type Spread, spreadInWords, valueInWords } from './spread.js'

/** What is found of a claim. */
export type Judgement = Omit<Claim, 'claim'>

/** A judgement of a claim that could be tested, with the numbers that decide it. */
export const judged = (holds: boolean, evidence: string): Judgement => ({
  holds: holds ? 'held' : 'not held',
  evidence,
})

/** A judgement of a claim that could not be tested, with the reason. */
export const untested = (evidence: string): Judgement => ({ holds: 'not tested', evidence })

/** What is found of a claim for one model, data set, J, ... */
export interface JudgementAt extends Judgement {
  readonly where: string
}

/** A claim holds where it does everywhere, and not where it fails once. */
export function everywhere(judgements: readonly JudgementAt[]): Judgement {
  if (judgements.length === 0) return untested('nothing was trained that would show it')
  const holds =
    (['not held', 'not tested'] as const).find((mark) => judgements.some((one) => one.holds === mark)) ?? 'held'
  return { holds, evidence: judgements.map(({ where, evidence }) => `${where}: ${evidence}`).join('; ') }
}

/** How comparisons are judged, for readers. */
export const comparisonRule =
  'One mean over seeds is above another only where it is higher by more than the deviation, the root of the sum of both variances over seeds; of a single seed that is not tested.'

/** A number of what is named so. */
export interface NamedSpread extends Spread {
  readonly label: string
}

/** Whether one mean is above another beyond the deviation. */
export function above(one: NamedSpread, other: NamedSpread, digits: number): Judgement {
  const named = [one, other].map((spread) => `${spreadInWords(spread, digits)} (${spread.label})`)
  const evidence = named.join(' against ')
  if (one.seeds < 2 || other.seeds < 2) return untested(`${evidence}; a single seed has no deviation`)
  const difference = one.mean - other.mean
  const margin = Math.hypot(one.deviation, other.deviation)
  const signed = `${difference > 0 ? '+' : ''}${valueInWords(difference, digits)}`
  return judged(
    difference > margin,
    `${evidence}: a difference of ${signed}, where the deviation is ${margin.toFixed(digits)}`,
  )
}

/** How many claims held, in a sentence. */
export function countOf(claims: readonly Claim[]): string {
  if (claims.length === 0) return 'No claims are judged.'
  const count = (mark: Claim['holds']) => claims.filter(({ holds }) => holds === mark).length
  const open = count('not tested')
  return `Of ${claims.length} ${claims.length === 1 ? 'claim' : 'claims'} ${count('held')} held, ${count('not held')} did not hold, and ${open} ${open === 1 ? 'was' : 'were'} not tested.`
}
