import type { DataSet } from '@vsc/data'

/** What of a model's configuration says how its likelihood is measured. */
export interface LikelihoodSettings {
  readonly likelihood: 'gaussian' | 'bernoulli'
  readonly varianceFloor: number
}

/**
 * log p(x), mean over examples and in nats, of the best model whose code says nothing: every number on its own, with the mean over
 * these examples and, where it is Gaussian, their variance or the floor if that is less.
 */
export function trivialBound(data: DataSet, { likelihood, varianceFloor }: LikelihoodSettings): number {
  const { means, variances } = momentsOf(data)
  const ofNumber =
    likelihood === 'bernoulli'
      ? (mean: number) => -entropyOf(mean)
      : (_: number, variance: number) => {
          const assumed = Math.max(variance, varianceFloor)
          return -0.5 * (Math.log(2 * Math.PI * assumed) + variance / assumed)
        }
  return means.reduce((sum, mean, m) => sum + ofNumber(mean, variances[m]!), 0)
}

/** Of one bit, in nats. */
const entropyOf = (p: number): number => -[p, 1 - p].reduce((sum, q) => sum + (q > 0 ? q * Math.log(q) : 0), 0)

function momentsOf({ count, dim, read }: DataSet) {
  const [sums, squares] = [new Float64Array(dim), new Float64Array(dim)]
  for (let row = 0; row < count; row++) {
    read([row]).forEach((value, m) => {
      sums[m]! += value
      squares[m]! += value * value
    })
  }
  const means = sums.map((sum) => sum / count)
  return { means, variances: squares.map((square, m) => Math.max(0, square / count - means[m]! ** 2)) }
}
