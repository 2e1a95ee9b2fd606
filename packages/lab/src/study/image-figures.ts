import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { type Figure, reconstructionFigure } from '@vsc/figures'
import { type Matrix, meanSpikeProbability } from '@vsc/metrics'
import { type EvaluatedRun, figureName } from './evaluated-run.js'
import { decode, imagesLike } from './images.js'
import { traversalFigure, traversalInWords } from './traversal-figure.js'

/** A trained model, and the images that a figure shows of it. */
export interface ImageFigureOptions {
  readonly one: EvaluatedRun
  readonly label: string
  readonly test: DataSet
  readonly engine: Engine
}

const reconstructedCount = 24

/** The first test images above what the model makes of one sampled code of each. */
export async function reconstructionsOf({ one, label, test, engine }: ImageFigureOptions): Promise<Figure> {
  const count = Math.min(reconstructedCount, test.count)
  const { columns, data } = one.evaluation.codes
  const originals = test.read(Uint32Array.from({ length: count }, (_, i) => i))
  const asImages = imagesLike(test, originals)
  return reconstructionFigure({
    name: figureName('reconstructions', one),
    title: `Originals and reconstructions, ${label}`,
    caption: `The first test images, each above the mean of p(x|z) for one code z drawn from q(z|x)${hasSpikes(one) ? ' with hard spikes' : ''}.`,
    originals: asImages(originals),
    reconstructions: asImages(
      await decode(one, engine, { rows: count, columns, data: data.subarray(0, count * columns) }),
    ),
  })
}

export interface TraversalOptions extends ImageFigureOptions {
  /** The latents to be shown, one a row, and what their rows are called. */
  readonly latents: readonly { readonly latent: number; readonly label: string }[]
  /** Which they are, in words: `The latents that say most`. */
  readonly chosen: string
  /** The test image whose code the other latents have, and what is special about it, such as `, a coat`. */
  readonly image: number
  readonly imageIs: string
}

/**
 * One latent a row, all others as they are for one image: off, where there are spikes, then through its slab. Undefined where
 * there is no latent to show.
 */
export async function traversalsOf(options: TraversalOptions): Promise<Figure | undefined> {
  const { one, label, test, engine, latents, chosen, image, imageIs } = options
  if (latents.length === 0) return undefined
  const { columns, data } = one.evaluation.codes
  return traversalFigure({
    name: figureName('traversals', one),
    title: `Latent traversals, ${label}`,
    caption: `${chosen}, one a row, around the code of test image ${image}${imageIs}: ${traversalInWords(hasSpikes(one))} over the test images. Below each image the value.`,
    evaluation: one.evaluation,
    code: data.subarray(image * columns, (image + 1) * columns),
    latents,
    decode: (codes) => decode(one, engine, codes),
    asImages: imagesLike(test, test.read([image])),
  })
}

const traversedLatents = 12

/**
 * The latents that say most, around the image that has most of them on.
 *
 * @param options.inUse latents that say anything, most first
 */
export function usedTraversalsOf({
  inUse,
  ...options
}: ImageFigureOptions & { readonly inUse: readonly number[] }): Promise<Figure | undefined> {
  const { evaluation } = options.one
  const { gammas } = evaluation
  const latents = inUse.slice(0, traversedLatents)
  const image = fullestExample(evaluation, latents)
  const probabilities = gammas && meanSpikeProbability(gammas).perLatent
  const labelOf = (latent: number) =>
    `latent ${latent}${probabilities === undefined ? '' : `, γ ${probabilities[latent]!.toFixed(2)}`}`
  return traversalsOf({
    ...options,
    latents: latents.map((latent) => ({ latent, label: labelOf(latent) })),
    chosen: `The latents that say most${gammas === undefined ? '' : ', with their mean spike probability γ'}`,
    image,
    imageIs: gammas === undefined ? '' : ', which has the most of them on',
  })
}

/** The example, counted from 0, whose code has the most of these latents on; the first of several. */
export function fullestExample(
  { codes: { rows, columns, data } }: { readonly codes: Matrix },
  latents: readonly number[],
): number {
  const counts = Array.from(
    { length: rows },
    (_, row) => latents.filter((latent) => data[row * columns + latent] !== 0).length,
  )
  return counts.indexOf(Math.max(...counts))
}

const hasSpikes = ({ evaluation }: EvaluatedRun): boolean => evaluation.gammas !== undefined

/** One figure after the other, to hold the images of one at a time. */
export async function drawEach<T>(
  shown: readonly T[],
  draw: (item: T) => Promise<Figure | undefined>,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const item of shown) {
    const figure = await draw(item)
    if (figure !== undefined) figures.push(figure)
  }
  return figures
}
