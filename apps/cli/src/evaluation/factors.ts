import { type DataSet, type SmileyDataSet, smileyAttributes, smileyFeatures } from '@vsc/data'
import type { Band } from '@vsc/figures'
import type { AttributeOf, Matrix } from '@vsc/metrics'

/** The variables that a data set was generated from, which latents are compared with. */
export interface Factors {
  /** [N, F] */
  readonly values: Matrix
  /** For each factor the index of the attribute that it is part of. */
  readonly attributeOf: AttributeOf
  /** What the factors are called, under their attributes' names. */
  readonly bands: readonly Band[]
}

/** The factors of a data set that knows them: what `vsc correlate` can be asked about. */
export function factorsOf(data: DataSet): Factors | undefined {
  return isSmiley(data) ? smileyFactors(data) : undefined
}

const isSmiley = (data: DataSet): data is SmileyDataSet => data.name === 'smiley' && 'sources' in data

function smileyFactors({ count, sources }: SmileyDataSet): Factors {
  const names = smileyFeatures.map((feature) => feature.split('.') as [attribute: string, quantity: string])
  return {
    values: { rows: count, columns: smileyFeatures.length, data: sources },
    attributeOf: names.map(([attribute]) => (smileyAttributes as readonly string[]).indexOf(attribute)),
    bands: names.map(([group, quantity]) => ({
      label: quantity.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
      group,
    })),
  }
}
