import {
  type DataSet,
  type DSpritesDataSet,
  dSpritesFactors,
  type SmileyDataSet,
  smileyAttributes,
  smileyFeatures,
} from '@vsc/data'
import type { Band } from '@vsc/figures'
import { type AttributeOf, type FactorKind, type Matrix, selectColumns } from '@vsc/metrics'

/** The variables that a data set was generated from, which latents are compared with. */
export interface Factors {
  /** [N, F] */
  readonly values: Matrix
  /** For each factor the index of the attribute that it is part of. */
  readonly attributeOf: AttributeOf
  readonly kind: FactorKind
  /**
   * Whether a factor is 0 where it does not show, as S V of smileys is, and so are codes: then magnitudes are correlated, as in
   * the paper. Others are given by the sign of a code as well.
   */
  readonly sparse: boolean
  /** What the factors are called, under their attributes' names. */
  readonly bands: readonly Band[]
}

/** The factors of a data set that knows them: what `vsc correlate` can be asked about. */
export function factorsOf(data: DataSet): Factors | undefined {
  if (isSmiley(data)) return smileyFactors(data)
  return isDSprites(data) ? dSpritesFactorsOf(data) : undefined
}

const isSmiley = (data: DataSet): data is SmileyDataSet => data.name === 'smiley' && 'sources' in data

const isDSprites = (data: DataSet): data is DSpritesDataSet => data.name === 'dsprites' && 'factorValues' in data

/** Every factor is an attribute of its own, but for the colour, which is always white. */
function dSpritesFactorsOf({ count, factorValues }: DSpritesDataSet): Factors {
  const values = { rows: count, columns: dSpritesFactors.length, data: factorValues }
  const varying = [...dSpritesFactors.keys()].filter((i) => dSpritesFactors[i] !== 'color')
  return {
    values: selectColumns(values, varying),
    attributeOf: varying.map((_, i) => i),
    kind: 'discrete',
    sparse: false,
    bands: varying.map((i) => ({ label: dSpritesFactors[i]!, group: dSpritesFactors[i]! })),
  }
}

function smileyFactors({ count, sources }: SmileyDataSet): Factors {
  const names = smileyFeatures.map((feature) => feature.split('.') as [attribute: string, quantity: string])
  return {
    values: { rows: count, columns: smileyFeatures.length, data: sources },
    attributeOf: names.map(([attribute]) => (smileyAttributes as readonly string[]).indexOf(attribute)),
    kind: 'continuous',
    sparse: true,
    bands: names.map(([group, quantity]) => ({
      label: quantity.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
      group,
    })),
  }
}
