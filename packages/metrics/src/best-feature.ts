import type { Matrix } from './matrix.js'

/** A latent's strongest feature and its correlation with it. */
interface BestFeature {
  readonly feature: number
  readonly correlation: number
}

/** For every latent (column) of a correlation matrix [F, J] the feature with the largest entry, the first of equals. */
export function bestFeatures({ rows, columns, data }: Matrix): BestFeature[] {
  return Array.from({ length: columns }, (_, latent) => {
    let feature = 0
    for (let i = 1; i < rows; i++) {
      if (data[i * columns + latent]! > data[feature * columns + latent]!) feature = i
    }
    return { feature, correlation: data[feature * columns + latent]! }
  })
}
