import type { Value } from '@vsc/figures'
import { decimals, meanAndDeviation, valuesOf } from '@vsc/lab'
import type { Column } from './columns.js'
import type { Group } from './groups.js'
import type { Reference } from './references.js'

/** What tables are made of. */
export interface TableOptions {
  /** Every point of every sweep. */
  readonly groups: readonly Group[]
  /** Of each sweep the one that figures show. */
  readonly shown: readonly Group[]
  readonly references: readonly Reference[]
}

export const titlesOf = (columns: readonly Column[]): string[] => columns.map(({ title }) => title)

/** Mean and deviation over seeds; blank where a model has no such thing. */
export function cell({ runs }: Group, { name, decimals: digits }: Column): Value {
  const isBoundItself = name === 'elbo' && runs.every(({ findings: { metrics } }) => metrics.elbo === metrics.bound)
  const values = isBoundItself ? [] : valuesOf(runs, name)
  return values.length === 0 ? '' : meanAndDeviation(values, digits)
}

/** What a reference scores in a column; blank where only models do. */
export function referenceCell(metrics: Reference['metrics'], { name, decimals: digits }: Column): Value {
  const value = (metrics as Readonly<Record<string, number | undefined>>)[name]
  return value === undefined ? '' : decimals(digits, value)
}
