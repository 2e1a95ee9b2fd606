import type { CelebADataSet } from '@vsc/data/node'
import type { Engine } from '@vsc/engine'
import {
  computeEveryMetric,
  evaluateModel,
  type LatentUse,
  latentUse,
  type MetricName,
  metricContext,
  metricsNamed,
} from '@vsc/inference'
import {
  change,
  type EvaluatedRun as EvaluatedRunOf,
  mean,
  meanChange,
  rowOf,
  type SpikedEvaluation,
  type SpikeSamples,
  sampleWithSpikes,
  type TrainedRun,
} from '@vsc/lab'
import { firstFaces } from './faces.js'

/** What a model makes of faces. */
export interface Findings {
  readonly use: LatentUse
  /** Of the first test faces, by one sampled code of each. */
  readonly found: SpikeSamples
  readonly metrics: CelebAMetrics
}

/** A trained model with what it makes of the test faces. */
export interface EvaluatedRun extends EvaluatedRunOf {
  readonly evaluation: SpikedEvaluation
  readonly findings: Findings
}

/** The metrics of summary.json; those of `train` are of as many training faces as there are test faces. */
export type CelebAMetrics = {
  /** Nats per image, with hard spikes, as are its two parts. */
  readonly elbo: number
  readonly logLikelihood: number
  readonly kl: number
  readonly trainElbo: number
  readonly trainLogLikelihood: number
  readonly trainKl: number
  /** Root of the mean squared difference of a face's intensities from what one sampled code is decoded to. */
  readonly reconstructionError: number
  readonly trainReconstructionError: number
  /** Latents in use; these that switch, and those that are always on. */
  readonly activeUnits: number
  readonly varyingLatents: number
  readonly alwaysOnLatents: number
  /** Latents in use that the mean code has on. */
  readonly onPerImage: number
  /** Mean absolute differences of intensities: of samples that keep a face's spikes from its reconstruction, ... */
  readonly sampleChange: number
  /** ... of samples from the prior, whose spikes are their own, ... */
  readonly unconditionalChange: number
  /** ... and between the reconstructions of different faces. */
  readonly changeAcrossFaces: number
}

export const sampledFaces = 10
const samplesPerFace = 8

export interface FindOptions {
  readonly trained: TrainedRun
  readonly train: CelebADataSet
  readonly test: CelebADataSet
  readonly engine: Engine
  readonly evaluation: { readonly batchSize: number; readonly seed: number }
}

export async function findFaces(options: FindOptions): Promise<Pick<EvaluatedRun, 'evaluation' | 'findings'>> {
  const { train, test } = options
  const known = await judge(options, firstFaces(train, test.count), ofBoth)
  const { evaluation, metrics: unknown } = await judge(options, test, [...ofBoth, ...ofUse])
  const { found, ...metrics } = await findSamples(options, evaluation)
  return {
    evaluation,
    findings: {
      found,
      use: latentUse(evaluation),
      metrics: {
        ...unknown,
        trainElbo: known.metrics.elbo,
        trainLogLikelihood: known.metrics.logLikelihood,
        trainKl: known.metrics.kl,
        trainReconstructionError: known.metrics.reconstructionError,
        ...metrics,
      },
    },
  }
}

const ofBoth = ['elbo', 'logLikelihood', 'kl', 'reconstructionError'] as const
const ofUse = ['activeUnits', 'varyingLatents', 'alwaysOnLatents', 'onPerImage'] as const

/** What a model makes of some faces, and its metrics on these. */
async function judge<Name extends MetricName>(
  { trained, engine, evaluation: how }: FindOptions,
  faces: CelebADataSet,
  names: readonly Name[],
) {
  const asked = { ...trained, engine, data: faces, ...how }
  const evaluation = (await evaluateModel(asked)) as SpikedEvaluation
  const context = metricContext({ ...asked, evaluation })
  return { evaluation, metrics: await computeEveryMetric({ metrics: metricsNamed(names), context }) }
}

/** Samples that keep the spikes of the first faces, and how far they go. */
async function findSamples({ trained, test, engine, evaluation: { seed } }: FindOptions, { codes }: SpikedEvaluation) {
  const count = Math.min(sampledFaces, test.count)
  const faces = Array.from({ length: count }, (_, face) => face)
  const found = await sampleWithSpikes({
    ...{ one: trained, engine, images: faces, perImage: samplesPerFace, seed },
    codes: { ...codes, rows: count, data: codes.data.slice(0, count * codes.columns) },
    unconditionalCount: count * samplesPerFace,
  })
  const { reconstructions, samples, unconditional } = found
  const pairs = faces.flatMap((a) => faces.slice(0, a).map((b) => [a, b] as const))
  return {
    found,
    sampleChange: meanChange(samples, reconstructions),
    unconditionalChange: meanChange(unconditional, reconstructions),
    changeAcrossFaces: mean(pairs.map(([a, b]) => change(rowOf(reconstructions, a), rowOf(reconstructions, b)))),
  }
}
