import { type CodeDistributions, logDensity, type Matrix, matrixFromRows } from '@vsc/metrics'
import type { Rng } from '@vsc/random'

/** The components of a prior whose latents have spikes, each [K, J]. */
export type SpikedComponents = CodeDistributions & { readonly logGamma: Matrix }

/**
 * Codes with the spikes of this one: of the prior's components k one in proportion to how probable it makes the code, which is
 * p(k | z), and from its slabs new values for the latents that the code has on. They come from the prior that the model has
 * learned, whose slabs are not N(0, 1), and from that part of it where the code lies: pseudo-inputs that training never
 * selected make up most of the mixture.
 *
 * @param options.code z [J]
 * @returns [count, J]
 */
export function resampleSlabs({
  components,
  code,
  count,
  rng,
}: {
  readonly components: SpikedComponents
  readonly code: ArrayLike<number>
  readonly count: number
  readonly rng: Rng
}): Matrix<Float32Array> {
  const { mu, logVar } = components
  const { columns } = mu
  const weights = componentsOf(code, components)
  const data = new Float32Array(count * columns)
  for (let n = 0; n < count; n++) {
    const k = pick(weights, rng.uniform())
    for (let j = 0; j < columns; j++) {
      if (code[j] === 0) continue
      const i = k * columns + j
      data[n * columns + j] = mu.data[i]! + Math.exp(logVar.data[i]! / 2) * rng.normal()
    }
  }
  return { rows: count, columns, data }
}

/** No component is surer than this that a latent is on, so that each gives every code a density above 0. */
const surest = Math.log(1 - 1e-6)

/** p(k | z) for an even mixture: [K]. */
export function componentsOf(code: ArrayLike<number>, { mu, logVar, logGamma }: SpikedComponents): number[] {
  const codes = matrixFromRows(Array.from({ length: mu.rows }, () => code))
  const bounded = { ...logGamma, data: logGamma.data.map((value) => Math.min(value, surest)) }
  const logs = Array.from(logDensity(codes, { mu, logVar, logGamma: bounded }))
  const highest = Math.max(...logs)
  const densities = logs.map((log) => Math.exp(log - highest))
  const sum = densities.reduce((total, density) => total + density, 0)
  return densities.map((density) => density / sum)
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
