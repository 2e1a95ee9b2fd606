import { knnAccuracy } from '@vsc/metrics'
import { likeliestCodes, priorComponents, samplePrior } from '@vsc/models'
import { createRng } from '@vsc/random'
import { clothingClasses, examplesOf } from '../clothing/kinds.js'
import type { Subject } from '../clothing/question.js'
import { asExamples, change, type Examples, rowOf, stack } from '../study/examples.js'
import { decode } from '../study/images.js'
import { type SpikedComponents, slabsGivenSpikes } from '../study/slabs-given-spikes.js'
import { mean } from '../study/spread.js'

/** Images, and samples that keep their spikes. */
export interface ConditionalFindings {
  /** Some test images of each class, by their places. */
  readonly images: readonly number[]
  /** What they are decoded to from their likeliest codes, [n, M]. */
  readonly reconstructions: Examples
  /** `samplesPerImage` for each in turn, [n * samplesPerImage, M]. */
  readonly samples: Examples
  readonly metrics: ConditionalMetrics
}

/** The metrics of summary.json. */
export type ConditionalMetrics = {
  /** Shares that a classifier of pixels gives to the class of the image: of the images themselves, ... */
  readonly imagesKept: number
  readonly reconstructionsKept: number
  readonly samplesKept: number
  /** ... and of samples whose spikes are the prior's own. */
  readonly unconditionalKept: number
  /** Mean absolute differences of pixels: of samples from their image's reconstruction, ... */
  readonly sampleChange: number
  /** ... and between reconstructions of different images, of one class and of two. */
  readonly changeWithinClass: number
  readonly changeAcrossClasses: number
}

export const imagesPerClass = 20
export const samplesPerImage = 5

export async function findConditional({ one, test, learning, engine, seed }: Subject): Promise<ConditionalFindings> {
  const images = clothingClasses(test).flatMap((of) => examplesOf(test, of, imagesPerClass))
  const labels = images.map((image) => test.labels[image]!)
  const likeliest = likeliestCodes(one.evaluation)
  const codes = stack(images.map((image) => ({ ...likeliest, rows: 1, data: rowOf(likeliest, image) })))
  const components = (await priorComponents({ ...one, engine })) as SpikedComponents
  const rng = createRng(seed).fork('conditional')
  const drawn = images.map((image, row) =>
    slabsGivenSpikes({ components, spikes: rowOf(codes, row), count: samplesPerImage, rng: rng.fork(image) }),
  )
  const decoded = async (z: typeof codes) => asExamples(await decode(one, engine, z), test.dim)
  const reconstructions = await decoded(codes)
  const samples = await decoded(stack(drawn))
  const unconditional = await decoded(await samplePrior({ ...one, engine, count: images.length, seed }))

  const pixels = learning.read(Uint32Array.from({ length: learning.count }, (_, i) => i))
  const train = { codes: asExamples(pixels, learning.dim), labels: learning.labels }
  const kept = (examples: Examples, labels: readonly number[]) =>
    knnAccuracy({ train, test: { codes: examples, labels } })
  return {
    images,
    reconstructions,
    samples,
    metrics: {
      imagesKept: kept(asExamples(test.read(images), test.dim), labels),
      reconstructionsKept: kept(reconstructions, labels),
      samplesKept: kept(
        samples,
        labels.flatMap((label) => Array<number>(samplesPerImage).fill(label)),
      ),
      unconditionalKept: kept(unconditional, labels),
      sampleChange: mean(
        Array.from({ length: samples.rows }, (_, n) =>
          change(rowOf(samples, n), rowOf(reconstructions, Math.floor(n / samplesPerImage))),
        ),
      ),
      ...spreadOf(reconstructions, labels),
    },
  }
}

/** How far examples of one class are apart, and those of two. */
function spreadOf(examples: Examples, labels: readonly number[]) {
  const within: number[] = []
  const across: number[] = []
  for (let a = 0; a < examples.rows; a++)
    for (let b = 0; b < a; b++)
      (labels[a] === labels[b] ? within : across).push(change(rowOf(examples, a), rowOf(examples, b)))
  return { changeWithinClass: mean(within), changeAcrossClasses: mean(across) }
}
