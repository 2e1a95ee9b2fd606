import type { CodeDistributions, Matrix } from '@vsc/metrics'
import type { Rng } from '@vsc/random'

/** The components of a prior whose latents have spikes, each [K, J]. */
export type SpikedComponents = CodeDistributions & { readonly logGamma: Matrix }

/**
 * Draws z from p(z | s), the prior given which latents are on: of the mixture's components k one in proportion to how probable
 * it makes these spikes, prod_j gamma_kj^s_j (1 - gamma_kj)^(1 - s_j), and from its slabs a value for each latent that is on.
 * So what comes out belongs to the model, and not to N(0, 1), which its learned slabs are not.
 *
 * @param options.spikes s [J], whatever is not 0 is on
 * @returns [count, J]
 */
export function slabsGivenSpikes({
  components,
  spikes,
  count,
  rng,
}: {
  readonly components: SpikedComponents
  readonly spikes: ArrayLike<number>
  readonly count: number
  readonly rng: Rng
}): Matrix<Float32Array> {
  const { mu, logVar } = components
  const { columns } = mu
  const weights = weightsGivenSpikes(components.logGamma, spikes)
  const data = new Float32Array(count * columns)
  for (let n = 0; n < count; n++) {
    const k = pick(weights, rng.uniform())
    for (let j = 0; j < columns; j++) {
      if (spikes[j] === 0) continue
      const i = k * columns + j
      data[n * columns + j] = mu.data[i]! + Math.exp(logVar.data[i]! / 2) * rng.normal()
    }
  }
  return { rows: count, columns, data }
}

/** Keeps the logarithm of 1 - gamma finite, as the model does. */
const smallest = 1e-6

/** p(k | s) for an even mixture: [K]. */
export function weightsGivenSpikes({ rows, columns, data }: Matrix, spikes: ArrayLike<number>): number[] {
  const logs = Array.from({ length: rows }, (_, k) => {
    let log = 0
    for (let j = 0; j < columns; j++) {
      const logGamma = data[k * columns + j]!
      log += spikes[j] === 0 ? Math.log(1 - Math.exp(logGamma) + smallest) : logGamma
    }
    return log
  })
  const highest = Math.max(...logs)
  const likelihoods = logs.map((log) => Math.exp(log - highest))
  const sum = likelihoods.reduce((total, likelihood) => total + likelihood, 0)
  return likelihoods.map((likelihood) => likelihood / sum)
}

/** The first index at which the weights up to it, itself included, come to more than u in [0, 1). */
function pick(weights: readonly number[], u: number): number {
  let sum = 0
  for (const [k, weight] of weights.entries()) {
    sum += weight
    if (sum > u) return k
  }
  return weights.length - 1
}
