import type { Matrix } from './matrix.js'

/** A feature's strongest latent and its correlation with it, with its sign. */
interface BestLatent {
  readonly latent: number
  readonly correlation: number
}

/** For every feature (row) of a correlation matrix [F, J] the entry of the largest size, the first of equals; 0 without latents. */
export function bestLatents({ rows, columns, data }: Matrix): BestLatent[] {
  return Array.from({ length: rows }, (_, feature) => {
    let latent = 0
    for (let j = 1; j < columns; j++) {
      if (Math.abs(data[feature * columns + j]!) > Math.abs(data[feature * columns + latent]!)) latent = j
    }
    return { latent, correlation: columns === 0 ? 0 : data[feature * columns + latent]! }
  })
}
