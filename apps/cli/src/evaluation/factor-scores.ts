import {
  activeLatents,
  attributesOwned,
  correlationContrast,
  correlationMatrix,
  dci,
  type Matrix,
  meanBestCorrelation,
  mig,
  sap,
  signedCorrelationMatrix,
} from '@vsc/metrics'
import type { Factors } from './factors.js'

const mostExamples = 15_000 // as many as disentanglement_lib takes; trees for 40 classes take long

/** How far latents keep to the variables that generated the data. */
export interface FactorScores {
  /** |corr(factor_i, |z|_j)| of factors that are 0 where they do not show, else corr(factor_i, E[z_j]) with its sign, [F, J]. */
  readonly correlations: Matrix<Float64Array>
  readonly scores: Readonly<Record<string, number>>
}

/** What latents hold of the same examples, [N, J]: samples with hard spikes, and posterior means. */
export interface LatentCodes {
  readonly codes: Matrix
  readonly means: Matrix
}

/** Compares codes with factors; MIG, DCI and SAP are over posterior means of all latents, as published. */
export function factorScores(
  { values, attributeOf, kind, sparse }: Factors,
  { codes, means }: LatentCodes,
): FactorScores {
  const correlations = sparse ? correlationMatrix(values, codes) : signedCorrelationMatrix(values, means)
  const [someValues, someMeans] = [evenly(values), evenly(means)]
  const options = { kinds: kind }
  return {
    correlations,
    scores: {
      correlatedLatents: activeLatents(correlations).length,
      correlationContrast: correlationContrast(correlations, attributeOf),
      meanBestCorrelation: meanBestCorrelation(correlations),
      attributesOwned: attributesOwned(correlations, attributeOf).length,
      mig: mig(someValues, someMeans, options),
      ...dciScores(dci(someValues, someMeans, options)),
      sap: sap(someValues, someMeans, options),
    },
  }
}

const dciScores = ({ disentanglement, completeness, informativeness }: ReturnType<typeof dci>) => ({
  dci: disentanglement,
  dciCompleteness: completeness,
  dciInformativeness: informativeness,
})

/** At most 15,000 of the rows, evenly spread. */
function evenly({ rows, columns, data }: Matrix): Matrix {
  const count = Math.min(rows, mostExamples)
  const entry = (_: unknown, k: number) => {
    const row = Math.floor((Math.floor(k / columns) * rows) / count)
    return data[row * columns + (k % columns)]!
  }
  return { rows: count, columns, data: Float64Array.from({ length: count * columns }, entry) }
}
