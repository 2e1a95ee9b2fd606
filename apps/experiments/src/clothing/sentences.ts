import type { Findings, Found } from './question.js'

/** Which group a sentence is about, where there are several: `VSC, J = 60: `. */
export const prefixOf = <F extends Findings>(
  groups: Found<F>['groups'],
  { label }: { readonly label: string },
): string => (groups.length === 1 ? '' : `${label}: `)
