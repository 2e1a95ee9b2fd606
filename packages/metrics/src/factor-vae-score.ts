import { checkExamples } from './argument-checks.js'
import { MetricsError } from './errors.js'
import type { Matrix } from './matrix.js'
import { momentsOf } from './moments.js'

/** What the FactorVAE score needs to see of one factor. */
export interface HeldFactor {
  /** Codes [N, J] of examples in which every factor varies. */
  readonly free: Matrix
  /** Batches of codes, each [L, J]: in each this factor has one value, and the others vary as in `free`. */
  readonly held: readonly Matrix[]
}

/**
 * The FactorVAE score, from 0 to 1: how well the latent that varies least tells which factor was held (Kim and Mnih,
 * "Disentangling by factorising", 2018). Every batch votes for the latent with the smallest variance, in units of its
 * variance in `free`; a latent stands for the factor that most votes for it came from; the score is the share of votes
 * that lead back to their factor. Of F factors, 1/F is chance.
 *
 * As in disentanglement_lib it is of posterior means, and the votes that are scored are not those that made the table: every third one of a factor is
 * held out. Latents that vary equally little share a vote, so that their numbering does not matter. A latent that is
 * constant in `free` is never voted for, and where all are the score is 0. A spike that is rarely on is constant in most
 * batches and draws their votes: use large batches.
 *
 * @param factors one entry for each factor: batches encoded for the purpose, or `holdFactors` of a fixed set
 * @throws MetricsError where a shape or an entry is not as it should be, there is no factor, one has fewer than 3 batches,
 * or a batch fewer than 2 examples
 * @example
 * const free = matrixFromRows([[0, 3], [1, 5], [2, 4]])
 * const firstHeld = matrixFromRows([[1, 3], [1, 5]])
 * const secondHeld = matrixFromRows([[0, 4], [2, 4]])
 * factorVaeScore([
 *   { free, held: [firstHeld, firstHeld, firstHeld] },
 *   { free, held: [secondHeld, secondHeld, secondHeld] },
 * ]) // 1
 */
export function factorVaeScore(factors: readonly HeldFactor[]): number {
  checkFactors(factors)
  const votes = factors.map(votesOf)
  const tables = votes.map((ofFactor) => sum(ofFactor.filter((_, batch) => !isHeldOut(batch))))
  const factorOf = tables[0]!.map((_, latent) => indexOfLargest(tables.map((table) => table[latent]!)))
  let right = 0
  let scored = 0
  votes.forEach((ofFactor, factor) => {
    const heldOut = ofFactor.filter((_, batch) => isHeldOut(batch))
    scored += heldOut.length
    sum(heldOut).forEach((share, latent) => {
      if (factorOf[latent] === factor) right += share
    })
  })
  return right / scored
}

const isHeldOut = (batch: number) => batch % 3 === 2

/** For each batch the shares [J] of its vote. */
function votesOf({ free, held }: HeldFactor): Float64Array[] {
  const unit = momentsOf(free).deviation
  return held.map((batch) => {
    const spread = momentsOf(batch).deviation.map((deviation, j) => (unit[j]! > 0 ? deviation / unit[j]! : Infinity))
    const least = Math.min(...spread)
    const winners = spread.filter((s) => s === least).length
    return spread.map((s) => (s === least && s < Infinity ? 1 / winners : 0))
  })
}

function sum(votes: readonly Float64Array[]): Float64Array {
  return votes.reduce((total, vote) => total.map((share, latent) => share + vote[latent]!))
}

function indexOfLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values))
}

function checkFactors(factors: readonly HeldFactor[]): void {
  if (factors.length === 0)
    throw new MetricsError('WRONG_SHAPE', 'factors: is empty, expected one entry for each factor')
  const { columns } = factors[0]!.free
  factors.forEach(({ free, held }, factor) => {
    const name = `factors[${factor}]`
    if (held.length < 3) {
      throw new MetricsError('TOO_FEW_EXAMPLES', `${name}.held: has ${held.length} batches, expected at least 3`)
    }
    const matrices = { [`${name}.free`]: free, ...Object.fromEntries(held.map((m, b) => [`${name}.held[${b}]`, m])) }
    for (const [matrixName, matrix] of Object.entries(matrices)) {
      checkExamples({ [matrixName]: matrix })
      if (matrix.columns !== columns) {
        throw new MetricsError(
          'WRONG_SHAPE',
          `${matrixName}: has ${matrix.columns} columns but factors[0].free has ${columns}, expected the same latents in both`,
        )
      }
    }
  })
}
