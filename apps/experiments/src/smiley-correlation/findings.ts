import type { SmileyDataSet } from '@vsc/data'
import { smileyAttributes, smileyFeatures } from '@vsc/data'
import {
  activeLatents,
  activeUnits,
  attributesOwned,
  correlationContrast,
  correlationMatrix,
  type LatentOrder,
  latentsOn,
  type Matrix,
  meanBestCorrelation,
  meanSpikeProbability,
  orderLatents,
  type Presence,
  presence,
  signedCorrelationMatrix,
  withinAttribute,
  withinAttributeMatrix,
  zeroShare,
} from '@vsc/metrics'
import type { Evaluation } from '@vsc/models'
import { attributeOf } from './features.js'
import { attributesWithOwnLatent } from './own-latents.js'
import { type Scores, scoresOf } from './scores.js'
import { findSpikes, type SpikeFindings } from './spikes.js'

/** The codes of some smileys: those of a model, or of a reference. */
export type Coded = Pick<Evaluation, 'codes' | 'posteriorMeans' | 'gammas'>

/** What codes say about the features of smileys. */
export interface Structure {
  /** |corr(|S V|_i, |z|_j)|, [18, J], latents in their own order: the paper's. */
  readonly correlations: Matrix<Float64Array>
  /** corr((S V)_i, E[z_j]), [18, J] */
  readonly signed: Matrix<Float64Array>
  /** corr(V_i, E[z_j]) where the attribute is present, [18, J] */
  readonly withinAttributes: Matrix<Float64Array>
  /** That of `correlations`, and of `signed`. */
  readonly order: LatentOrder
  readonly signedOrder: LatentOrder
  readonly active: readonly number[]
  /** Of posterior means. */
  readonly presence: Presence
  readonly spikes: SpikeFindings | undefined
  /** How many attributes have a latent of their own by any measure. */
  readonly attributesFound: number
  readonly metrics: StructureMetrics
}

/** Metrics of summary.json that codes alone have. */
export type StructureMetrics = Scores & {
  /** Latents with a column of the paper's matrix above its threshold. */
  readonly activeLatents: number
  /** Latents whose E[z] has a variance over images above 0.01. */
  readonly activeUnits: number
  /** These three of the paper's matrix. */
  readonly correlationContrast: number
  readonly meanBestCorrelation: number
  /** 0 to 4 */
  readonly attributesOwned: number
  /** The same of the signed matrix. */
  readonly signedContrast: number
  readonly signedBestCorrelation: number
  readonly signedAttributesOwned: number
  /** Balanced accuracy of one threshold on the posterior mean of the best latent, mean over attributes, and what it tells in nats. */
  readonly presence: number
  readonly presenceInformation: number
  /** The same accuracy of spike probabilities. */
  readonly presenceOfSpikes: number | undefined
  /** Mean over features of the best |corr(V_i, E[z_j])| where the attribute is present. */
  readonly within: number
  /** Mean over attributes of the best correlation of a drawn spike with the attribute's bit; an inverted one counts for nothing ... */
  readonly spikeRecovery: number | undefined
  /** ... and here as any other. */
  readonly spikeRecoveryEitherSign: number | undefined
  /** Mean of gamma over images and all J latents. */
  readonly meanSpikeProbability: number | undefined
  /** Share of exact zeros in sampled codes, and latents that are not 0 per image. */
  readonly zeros: number
  readonly latentsOn: number
}

/** Compares the codes of the test images with what generated them. */
export function findStructure({ codes, posteriorMeans, gammas }: Coded, test: SmileyDataSet): Structure {
  const features = { rows: test.count, columns: smileyFeatures.length }
  const sources = { ...features, data: test.sources }
  const present = { rows: test.count, columns: smileyAttributes.length, data: test.present }
  const correlations = correlationMatrix(sources, codes)
  const signed = signedCorrelationMatrix(sources, posteriorMeans)
  const active = activeLatents(correlations)
  const spikes = gammas && findSpikes({ gammas, present, active })
  const within = { values: { ...features, data: test.values }, present, attributeOf, codes: posteriorMeans }
  const told = presence(present, posteriorMeans)
  const matrices = [correlations, signed]
  return {
    correlations,
    signed,
    withinAttributes: withinAttributeMatrix(within),
    order: orderLatents(correlations),
    signedOrder: orderLatents(signed),
    active,
    presence: told,
    spikes,
    attributesFound: attributesWithOwnLatent({ matrices, attributeOf, present, posteriorMeans }).length,
    metrics: {
      activeLatents: active.length,
      activeUnits: activeUnits(posteriorMeans).length,
      correlationContrast: correlationContrast(correlations, attributeOf),
      meanBestCorrelation: meanBestCorrelation(correlations),
      attributesOwned: attributesOwned(correlations, attributeOf).length,
      signedContrast: correlationContrast(signed, attributeOf),
      signedBestCorrelation: meanBestCorrelation(signed),
      signedAttributesOwned: attributesOwned(signed, attributeOf).length,
      presence: told.accuracy,
      presenceInformation: told.mutualInformation,
      presenceOfSpikes: gammas && presence(present, gammas).accuracy,
      within: withinAttribute(within).mean,
      spikeRecovery: spikes?.upright,
      spikeRecoveryEitherSign: spikes?.eitherSign,
      meanSpikeProbability: gammas && meanSpikeProbability(gammas).mean,
      zeros: zeroShare(codes),
      latentsOn: latentsOn({ codes }),
      ...scoresOf({ sources, posteriorMeans }),
    },
  }
}
