import type { CelebADataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { evaluateModel, priorComponents, reconstructionError, samplePrior } from '@vsc/models'
import { createRng } from '@vsc/random'
import type { TrainedRun } from '../experiment.js'
import { asExamples, change, type Examples, rowOf, stack } from '../study/examples.js'
import { decode } from '../study/images.js'
import { type LatentUse, latentUse, type SpikedEvaluation } from '../study/latent-use.js'
import { resampleSlabs, type SpikedComponents } from '../study/resample-slabs.js'
import { mean } from '../study/spread.js'
import { firstFaces } from './faces.js'

/** What a model makes of faces. */
export interface Findings {
  readonly use: LatentUse
  /** Of the first test faces what their codes are decoded to, and samples that keep their spikes, `samplesPerFace` for each in turn. */
  readonly reconstructions: Examples
  readonly samples: Examples
  readonly metrics: CelebAMetrics
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
  readonly latentsInUse: number
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
export const samplesPerFace = 8

export interface FindOptions {
  readonly trained: TrainedRun
  readonly train: CelebADataSet
  readonly test: CelebADataSet
  readonly engine: Engine
  readonly evaluation: { readonly batchSize: number; readonly seed: number }
}

export async function findFaces(
  options: FindOptions,
): Promise<{ readonly evaluation: SpikedEvaluation; readonly findings: Findings }> {
  const { train, test } = options
  const known = await judge(options, firstFaces(train, test.count))
  const unknown = await judge(options, test)
  const { evaluation } = unknown
  const use = latentUse(evaluation)
  const { metrics, ...drawn } = await findSamples(options, evaluation)
  return {
    evaluation,
    findings: {
      ...drawn,
      use,
      metrics: {
        elbo: evaluation.terms.elbo!.mean,
        logLikelihood: evaluation.terms.logLikelihood!.mean,
        kl: evaluation.terms.kl!.mean,
        trainElbo: known.evaluation.terms.elbo!.mean,
        trainLogLikelihood: known.evaluation.terms.logLikelihood!.mean,
        trainKl: known.evaluation.terms.kl!.mean,
        reconstructionError: unknown.reconstructionError,
        trainReconstructionError: known.reconstructionError,
        latentsInUse: use.inUse.length,
        varyingLatents: use.varying.length,
        alwaysOnLatents: use.alwaysOn.length,
        onPerImage: use.onPerImage,
        ...metrics,
      },
    },
  }
}

/** What a model makes of some faces, and how far off it is, in intensities. */
async function judge({ trained, engine, evaluation: how }: FindOptions, faces: CelebADataSet) {
  const evaluation = (await evaluateModel({ ...trained, engine, data: faces, ...how })) as SpikedEvaluation
  const { codes } = evaluation
  return { evaluation, reconstructionError: await reconstructionError({ ...trained, engine, data: faces, codes }) }
}

/** Samples that keep the spikes of the first faces, and how far they go. */
async function findSamples({ trained, test, engine, evaluation: { seed } }: FindOptions, { codes }: SpikedEvaluation) {
  const count = Math.min(sampledFaces, test.count)
  const faces = Array.from({ length: count }, (_, face) => face)
  const components = (await priorComponents({ ...trained, engine })) as SpikedComponents
  const rng = createRng(seed).fork('conditional')
  const drawn = faces.map((face) =>
    resampleSlabs({ components, code: rowOf(codes, face), count: samplesPerFace, rng: rng.fork(face) }),
  )
  const decoded = async (z: typeof codes) => asExamples(await decode(trained, engine, z), test.dim)
  const reconstructions = await decoded({ ...codes, rows: count, data: codes.data.slice(0, count * codes.columns) })
  const samples = await decoded(stack(drawn))
  const unconditional = await decoded(await samplePrior({ ...trained, engine, count: samples.rows, seed }))
  const meanChange = (examples: Examples) =>
    mean(
      Array.from({ length: examples.rows }, (_, n) =>
        change(rowOf(examples, n), rowOf(reconstructions, Math.floor(n / samplesPerFace))),
      ),
    )
  const pairs = faces.flatMap((a) => faces.slice(0, a).map((b) => [a, b] as const))
  return {
    reconstructions,
    samples,
    metrics: {
      sampleChange: meanChange(samples),
      unconditionalChange: meanChange(unconditional),
      changeAcrossFaces: mean(pairs.map(([a, b]) => change(rowOf(reconstructions, a), rowOf(reconstructions, b)))),
    },
  }
}
