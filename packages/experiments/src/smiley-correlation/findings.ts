import type { SmileyDataSet } from '@vsc/data'
import { smileyAttributes, smileyFeatures } from '@vsc/data'
import { computeEveryMetric, computeMetrics, contextOfCodes, type Evaluation, metricsNamed } from '@vsc/inference'
import {
  activeLatents,
  correlationMatrix,
  type LatentOrder,
  type Matrix,
  orderLatents,
  type Presence,
  presence,
  signedCorrelationMatrix,
  withinAttributeMatrix,
} from '@vsc/metrics'
import { attributeOf } from './features.js'
import { attributesWithOwnLatent } from './own-latents.js'
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

/** Metrics of summary.json that codes alone have: of every model ... */
const always = [
  'activeLatents',
  'activeUnits',
  'correlationContrast',
  'meanBestCorrelation',
  'attributesOwned',
  'signedContrast',
  'signedBestCorrelation',
  'signedAttributesOwned',
  'presence',
  'presenceInformation',
  'within',
  'zeros',
  'latentsOn',
  'mig',
  'sap',
  'dci',
  'dciCompleteness',
  'dciInformativeness',
  'lassoDci',
  'lassoDciCompleteness',
  'lassoDciInformativeness',
] as const

/** ... and of those with spikes. */
const ofSpikes = ['presenceOfSpikes', 'spikeRecovery', 'spikeRecoveryEitherSign', 'meanSpikeProbability'] as const

export type StructureMetrics = Readonly<Record<(typeof always)[number], number>> & {
  readonly [Name in (typeof ofSpikes)[number]]?: number
}

async function structureMetrics(coded: Coded, test: SmileyDataSet): Promise<StructureMetrics> {
  const context = contextOfCodes({ ...coded, data: test })
  return {
    ...(await computeEveryMetric({ metrics: metricsNamed(always), context })),
    ...(await computeMetrics({ metrics: metricsNamed(ofSpikes), context })),
  }
}

/** Compares the codes of the test images with what generated them. */
export async function findStructure({ codes, posteriorMeans, gammas }: Coded, test: SmileyDataSet): Promise<Structure> {
  const features = { rows: test.count, columns: smileyFeatures.length }
  const sources = { ...features, data: test.sources }
  const present = { rows: test.count, columns: smileyAttributes.length, data: test.present }
  const correlations = correlationMatrix(sources, codes)
  const signed = signedCorrelationMatrix(sources, posteriorMeans)
  const active = activeLatents(correlations)
  const spikes = gammas && findSpikes({ gammas, present, active })
  const within = { values: { ...features, data: test.values }, present, attributeOf, codes: posteriorMeans }
  const matrices = [correlations, signed]
  return {
    correlations,
    signed,
    withinAttributes: withinAttributeMatrix(within),
    order: orderLatents(correlations),
    signedOrder: orderLatents(signed),
    active,
    presence: presence(present, posteriorMeans),
    spikes,
    attributesFound: attributesWithOwnLatent({ matrices, attributeOf, present, posteriorMeans }).length,
    metrics: await structureMetrics({ codes, posteriorMeans, gammas }, test),
  }
}
