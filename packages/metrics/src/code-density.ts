import { checkLogProbabilities, checkWhole } from './argument-checks.js'
import { MetricsError } from './errors.js'
import { checkMatrix, type Matrix } from './matrix.js'

/**
 * Distributions over codes, one in each row, in the parameters that `LatentModel.encode` gives:
 * prod_j gamma_j N(z_j; mu_j, s_j^2) + (1 - gamma_j) delta(z_j), or without `logGamma` the diagonal Gaussian.
 */
export interface CodeDistributions {
  /** mu, [R, J] */
  readonly mu: Matrix
  /** log s^2, [R, J] */
  readonly logVar: Matrix
  /** log gamma, [R, J], 0 or less */
  readonly logGamma?: Matrix | undefined
}

/**
 * The log density in nats of every code under its own distribution: [B], such as log q(z|x) of an importance weight.
 *
 * The density of a spike and slab is taken with respect to the Lebesgue measure plus a point mass at 0: a latent that is
 * exactly 0 contributes log(1 - gamma), any other log gamma + log N(z; mu, s^2). So codes must be drawn with hard spikes,
 * and numerator and denominator of a weight must both have spikes, or both none.
 *
 * @param codes z, [B, J]
 * @param distributions B of them
 * @returns [B]; -Infinity where a latent is 0 whose gamma is exactly 1
 * @throws MetricsError where a shape or an entry is not as it should be, or a log gamma is above 0
 */
export function logDensity(codes: Matrix, distributions: CodeDistributions): Float64Array {
  checkCodes(codes, distributions)
  if (distributions.mu.rows !== codes.rows) {
    throw new MetricsError(
      'WRONG_SHAPE',
      `mu: has ${distributions.mu.rows} rows but codes has ${codes.rows}, expected one distribution for each code`,
    )
  }
  const terms = densityTerms(distributions)
  return Float64Array.from({ length: codes.rows }, (_, row) => logDensityOf(codes, row, terms, row))
}

/**
 * The log density in nats of every code under the even mixture of all K distributions: [B],
 *
 *     log (1/K) sum_k r_k(z),
 *
 * such as log p(z) under the posteriors of K pseudo-inputs (Tomczak and Welling, "VAE with a VampPrior", 2018), or with
 * `fixedPrior` a prior without parameters. Densities are those of `logDensity`.
 *
 * They are exact: under pseudo-inputs that all have a gamma of exactly 1 a latent that is 0 has a density of 0. Where an
 * ELBO was guarded against that, bound log gamma alike, at log(1 - 1e-6), to compare with it.
 *
 * @param codes z, [B, J]
 * @param components K of them, at least one
 * @throws MetricsError where a shape or an entry is not as it should be, or a log gamma is above 0
 */
export function logMixtureDensity(codes: Matrix, components: CodeDistributions): Float64Array {
  checkCodes(codes, components)
  const count = components.mu.rows
  if (count === 0) throw new MetricsError('WRONG_SHAPE', 'mu: has no rows, expected one for each component')
  const terms = densityTerms(components)
  return Float64Array.from({ length: codes.rows }, (_, row) => {
    const each = Float64Array.from({ length: count }, (_, k) => logDensityOf(codes, row, terms, k))
    const largest = Math.max(...each)
    if (largest === Number.NEGATIVE_INFINITY) return largest
    return largest + Math.log(each.reduce((sum, value) => sum + Math.exp(value - largest), 0) / count)
  })
}

/**
 * The fixed prior as a mixture of one: N(0, 1) in every dimension, or with `alpha` alpha N(0, 1) + (1 - alpha) delta (the
 * first version of Tonolini et al., 2018).
 *
 * @throws MetricsError where latentDim is not a whole number above 0, or alpha not between 0 and 1
 * @example
 * const codes = matrixFromRows([[0, 0.5, 0], [0, 0, 0]])
 * const logPrior = logMixtureDensity(codes, fixedPrior({ latentDim: 3, alpha: 0.2 })) // [2]
 */
export function fixedPrior({
  latentDim,
  alpha,
}: {
  readonly latentDim: number
  readonly alpha?: number
}): CodeDistributions {
  checkWhole('latentDim', latentDim, 1)
  if (alpha !== undefined && !(alpha > 0 && alpha < 1)) {
    throw new MetricsError('OUT_OF_RANGE', `alpha is ${alpha}, expected a probability between 0 and 1`)
  }
  const everywhere = (value: number) => ({ rows: 1, columns: latentDim, data: new Float64Array(latentDim).fill(value) })
  const slab = { mu: everywhere(0), logVar: everywhere(0) }
  return alpha === undefined ? slab : { ...slab, logGamma: everywhere(Math.log(alpha)) }
}

/** What a latent contributes: `ifZero` where it is exactly 0, else `peak` - `halfPrecision` (z - mu)^2. */
interface DensityTerms {
  readonly mu: Matrix
  readonly halfPrecision: Float64Array
  readonly peak: Float64Array
  /** Undefined without spikes, where 0 is a number like any other. */
  readonly ifZero: Float64Array | undefined
}

function densityTerms({ mu, logVar, logGamma }: CodeDistributions): DensityTerms {
  const ofSlab = (logVar: number) => -(Math.log(2 * Math.PI) + logVar) / 2
  return {
    mu,
    halfPrecision: Float64Array.from(logVar.data, (value) => Math.exp(-value) / 2),
    peak: Float64Array.from(logVar.data, (value, k) => ofSlab(value) + (logGamma?.data[k] ?? 0)),
    ifZero: logGamma && Float64Array.from(logGamma.data, logOneMinusExp),
  }
}

function logDensityOf(
  codes: Matrix,
  row: number,
  { mu, halfPrecision, peak, ifZero }: DensityTerms,
  r: number,
): number {
  const { columns } = codes
  let sum = 0
  for (let j = 0; j < columns; j++) {
    const z = codes.data[row * columns + j]!
    const k = r * columns + j
    sum += ifZero !== undefined && z === 0 ? ifZero[k]! : peak[k]! - halfPrecision[k]! * (z - mu.data[k]!) ** 2
  }
  return sum
}

/** log(1 - e^x) for x <= 0, without cancellation at either end (Maechler, "Accurately computing log(1 - exp(-|a|))", 2012). */
function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x))
}

function checkCodes(codes: Matrix, { mu, logVar, logGamma }: CodeDistributions): void {
  checkMatrix('codes', codes)
  for (const [name, matrix] of Object.entries({ mu, logVar, ...(logGamma && { logGamma }) })) {
    checkMatrix(name, matrix)
    if (matrix.columns !== codes.columns || matrix.rows !== mu.rows) {
      throw new MetricsError(
        'WRONG_SHAPE',
        `${name}: is [${matrix.rows}, ${matrix.columns}], expected [${mu.rows}, ${codes.columns}] ` +
          'for the rows of mu and the columns of codes',
      )
    }
  }
  if (logGamma !== undefined) checkLogProbabilities('logGamma', logGamma)
}
