import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { type Figure, imageGridFigure } from '@vsc/figures'
import { priorComponents, samplePrior } from '@vsc/inference'
import type { Matrix } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import type { TrainedRun } from '../experiment/experiment.js'
import { figureName } from './evaluated-run.js'
import { asExamples, change, type Examples, rowOf, stack } from './examples.js'
import { decode, imagesLike } from './images.js'
import { resampleSlabs, type SpikedComponents } from './resample-slabs.js'
import { mean } from './spread.js'

/** Images, what they are decoded to, and samples that have their spikes and new values. */
export interface SpikeSamples {
  /** The places of the images in their data set. */
  readonly images: readonly number[]
  /** [n, M] */
  readonly reconstructions: Examples
  /** `perImage` for each in turn, [n * perImage, M]. */
  readonly samples: Examples
  readonly perImage: number
  /** Samples from the prior, whose spikes are their own. */
  readonly unconditional: Examples
}

/** The images whose spikes are kept, and how many samples are drawn for each. */
export interface SpikeSamplesOptions {
  readonly one: TrainedRun
  readonly engine: Engine
  readonly images: readonly number[]
  /** The codes of these images, [n, J]. */
  readonly codes: Matrix<Float32Array>
  readonly perImage: number
  readonly unconditionalCount: number
  /** The seed of the noise. */
  readonly seed: number
}

/** Draws samples that keep the spikes of images and take their values from the prior, and samples with spikes of their own. */
export async function sampleWithSpikes(options: SpikeSamplesOptions): Promise<SpikeSamples> {
  const { one, engine, images, codes, perImage, unconditionalCount, seed } = options
  const components = (await priorComponents({ ...one, engine })) as SpikedComponents
  const rng = createRng(seed).fork('conditional')
  const drawn = images.map((image, row) =>
    resampleSlabs({ components, code: rowOf(codes, row), count: perImage, rng: rng.fork(image) }),
  )
  const decoded = async (z: Matrix<Float32Array>) => asExamples(await decode(one, engine, z), one.model.dataDim)
  return {
    ...{ images, perImage },
    reconstructions: await decoded(codes),
    samples: await decoded(stack(drawn)),
    unconditional: await decoded(await samplePrior({ ...one, engine, count: unconditionalCount, seed })),
  }
}

/** How far examples, so many for each image in turn, are from the images' reconstructions on average. */
export const meanChange = (examples: Examples, reconstructions: Examples): number =>
  mean(
    Array.from({ length: examples.rows }, (_, n) => {
      const perImage = examples.rows / reconstructions.rows
      return change(rowOf(examples, n), rowOf(reconstructions, Math.floor(n / perImage)))
    }),
  )

/** What the figure of samples that keep the spikes of an image shows. */
export interface SpikeSamplesFigureOptions {
  readonly one: TrainedRun
  readonly test: DataSet
  readonly found: SpikeSamples
  /** Which of the images are shown, a row each, by their places in `found`. */
  readonly rows: readonly number[]
  readonly title: string
  readonly caption: string
  readonly rowLabels?: readonly string[]
  /** What an image is called: `face`. */
  readonly imageIs: string
}

/** Images framed, what each is decoded to, and its samples. */
export function spikeSamplesFigure(options: SpikeSamplesFigureOptions): Promise<Figure> {
  const { one, test, found, rows, imageIs, ...text } = options
  const { images, reconstructions, samples, perImage } = found
  const columns = 2 + perImage
  const originals = test.read(rows.map((n) => images[n]!))
  const all = rows.flatMap((n, row) => [
    originals.subarray(row * test.dim, (row + 1) * test.dim),
    rowOf(reconstructions, n),
    ...Array.from({ length: perImage }, (_, s) => rowOf(samples, n * perImage + s)),
  ])
  const pixels = new Float32Array(all.length * test.dim)
  all.forEach((image, i) => {
    pixels.set(image, i * test.dim)
  })
  return imageGridFigure({
    ...text,
    name: figureName('samples', one),
    images: imagesLike(test, originals)(pixels),
    columns,
    columnLabels: [imageIs, 'decoded', ...Array.from({ length: perImage }, (_, s) => `sample ${s + 1}`)],
    framed: rows.map((_, row) => row * columns),
  })
}
