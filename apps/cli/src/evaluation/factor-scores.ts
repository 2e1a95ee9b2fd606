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
  selectColumns,
} from '@vsc/metrics'
import type { Factors } from './factors.js'

/** How far latents keep to the variables that generated the data. */
export interface FactorScores {
  /** |corr(factor_i, |z|_j)|, [F, J]. */
  readonly correlations: Matrix<Float64Array>
  readonly scores: Readonly<Record<string, number>>
}

/** Compares codes with the factors of the same examples; MIG, DCI and SAP are over active latents only. */
export function factorScores({ values, attributeOf }: Factors, codes: Matrix): FactorScores {
  const correlations = correlationMatrix(values, codes)
  const active = activeLatents(correlations)
  const activeCodes = selectColumns(codes, active)
  const ofActive =
    active.length === 0
      ? {}
      : {
          mig: mig(values, activeCodes),
          dci: dci(values, activeCodes).disentanglement,
          sap: sap(values, activeCodes),
        }
  return {
    correlations,
    scores: {
      correlatedLatents: active.length,
      correlationContrast: correlationContrast(correlations, attributeOf),
      meanBestCorrelation: meanBestCorrelation(correlations),
      attributesOwned: attributesOwned(correlations, attributeOf).length,
      ...ofActive,
    },
  }
}
