import type { SmileyDataSet } from '@vsc/data'
import { smileyAttributes, smileyFeatures } from '@vsc/data'
import {
  activeLatents,
  attributesOwned,
  correlationContrast,
  correlationMatrix,
  dci,
  type LatentOrder,
  type Matrix,
  meanBestCorrelation,
  meanSpikeProbability,
  mig,
  orderLatents,
  sap,
  selectColumns,
  withinAttributeMatrix,
} from '@vsc/metrics'
import type { Evaluation } from '@vsc/models'
import { attributeOf } from './features.js'
import { findSpikes, type SpikeFindings } from './spike-findings.js'

/** What the codes of a model say about the features of smileys. */
export interface Findings {
  /** |corr(|S V|_i, |z|_j)|, [18, J], latents in their own order. */
  readonly correlations: Matrix<Float64Array>
  /** corr(V_i, z_j) where the attribute is present, [18, J], latents in their own order. */
  readonly withinAttributes: Matrix<Float64Array>
  readonly order: LatentOrder
  readonly active: readonly number[]
  /** Names of attributes. */
  readonly owned: readonly string[]
  readonly spikes: SpikeFindings | undefined
  readonly metrics: SmileyMetrics
}

/** The metrics of summary.json. */
export type SmileyMetrics = {
  /** Nats per image, with hard spikes, as are its two parts. */
  readonly elbo: number
  readonly logLikelihood: number
  readonly kl: number
  readonly activeLatents: number
  /** Mean of gamma over images and all J latents. */
  readonly meanSpikeProbability: number | undefined
  readonly correlationContrast: number
  readonly meanBestCorrelation: number
  /** 0 to 4 */
  readonly attributesOwned: number
  /** Mean over attributes. */
  readonly spikeRecovery: number | undefined
  /** These three over active latents only. */
  readonly mig: number
  /** Its disentanglement. */
  readonly dci: number
  readonly sap: number
}

/** Compares the codes of the test images with what generated them. */
export function findStructure(
  { codes, gammas, terms }: Pick<Evaluation, 'codes' | 'gammas' | 'terms'>,
  test: SmileyDataSet,
): Findings {
  const features = { rows: test.count, columns: smileyFeatures.length }
  const sources = { ...features, data: test.sources }
  const present = { rows: test.count, columns: smileyAttributes.length, data: test.present }
  const correlations = correlationMatrix(sources, codes)
  const active = activeLatents(correlations)
  const activeCodes = selectColumns(codes, active)
  const owned = attributesOwned(correlations, attributeOf)
  const spikes = gammas && findSpikes({ gammas, present, active })
  return {
    correlations,
    withinAttributes: withinAttributeMatrix({
      values: { ...features, data: test.values },
      present,
      attributeOf,
      codes,
    }),
    order: orderLatents(correlations),
    active,
    owned: owned.map((attribute) => smileyAttributes[attribute]!),
    spikes,
    metrics: {
      elbo: terms.elbo!.mean,
      logLikelihood: terms.logLikelihood!.mean,
      kl: terms.kl!.mean,
      activeLatents: active.length,
      meanSpikeProbability: gammas && meanSpikeProbability(gammas).mean,
      correlationContrast: correlationContrast(correlations, attributeOf),
      meanBestCorrelation: meanBestCorrelation(correlations),
      attributesOwned: owned.length,
      spikeRecovery: spikes?.meanRecovery,
      mig: mig(sources, activeCodes),
      dci: dci(sources, activeCodes).disentanglement,
      sap: sap(sources, activeCodes),
    },
  }
}
