import type { Matrix } from './matrix.js'

/** A latent's strongest feature and the size of its correlation with it. */
interface BestFeature {
  readonly feature: number
  readonly correlation: number
}

/** For every latent (column) of a correlation matrix [F, J] the feature with the entry of the largest size, the first of equals. */
export function bestFeatures({ rows, columns, data }: Matrix): BestFeature[] {
  return Array.from({ length: columns }, (_, latent) => {
    const sizeOf = (i: number) => Math.abs(data[i * columns + latent]!)
    let feature = 0
    for (let i = 1; i < rows; i++) if (sizeOf(i) > sizeOf(feature)) feature = i
    return { feature, correlation: sizeOf(feature) }
  })
}
