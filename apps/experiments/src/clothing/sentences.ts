import type { Findings, Found } from './question.js'

/** `held` or `did not hold`, of a claim of the paper. */
export const held = (claim: boolean): string => (claim ? 'held' : 'did not hold')

/** `40%` */
export const percent = (share: number): string => `${Math.round(100 * share)}%`

/** At most one decimal, which means over seeds may have: `9.5`, `9`. */
export const whole = (value: number): string => String(Number(value.toFixed(1)))

/** Which group a sentence is about, where there are several: `VSC, J = 60: `. */
export const prefixOf = <F extends Findings>(
  groups: Found<F>['groups'],
  { label }: { readonly label: string },
): string => (groups.length === 1 ? '' : `${label}: `)
