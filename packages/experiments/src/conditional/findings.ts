import { likeliestCodes } from '@vsc/inference'
import {
  asExamples,
  change,
  type Examples,
  mean,
  meanChange,
  rowOf,
  type SpikeSamples,
  sampleWithSpikes,
  stack,
} from '@vsc/lab'
import { knnAccuracy } from '@vsc/metrics'
import { clothingClasses, examplesOf, kindOf } from '../clothing/kinds.js'
import type { Subject } from '../clothing/question.js'

/** Some test images of each class, and samples that keep the spikes of their likeliest codes. */
export interface ConditionalFindings {
  readonly found: SpikeSamples
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
  /** The same of its kind: tops, shoes, dresses, trousers, bags. */
  readonly imagesKeptKind: number
  readonly reconstructionsKeptKind: number
  readonly samplesKeptKind: number
  readonly unconditionalKeptKind: number
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
  const found = await sampleWithSpikes({
    ...{ one, engine, images, codes, seed },
    perImage: samplesPerImage,
    unconditionalCount: images.length,
  })
  const { reconstructions, samples, unconditional } = found
  const pixels = learning.read(Uint32Array.from({ length: learning.count }, (_, i) => i))
  const train = { codes: asExamples(pixels, learning.dim), labels: learning.labels }
  const kept = (examples: Examples, nameOf: (label: number) => number) => {
    const perImage = examples.rows / images.length
    const asked = Array.from({ length: examples.rows }, (_, n) => nameOf(labels[Math.floor(n / perImage)]!))
    const named = { ...train, labels: Array.from(train.labels, nameOf) }
    return knnAccuracy({ train: named, test: { codes: examples, labels: asked } })
  }
  const originals = asExamples(test.read(images), test.dim)
  const itself = (label: number) => label
  const kind = kindOf(test)
  return {
    found,
    metrics: {
      imagesKept: kept(originals, itself),
      reconstructionsKept: kept(reconstructions, itself),
      samplesKept: kept(samples, itself),
      unconditionalKept: kept(unconditional, itself),
      imagesKeptKind: kept(originals, kind),
      reconstructionsKeptKind: kept(reconstructions, kind),
      samplesKeptKind: kept(samples, kind),
      unconditionalKeptKind: kept(unconditional, kind),
      sampleChange: meanChange(samples, reconstructions),
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
