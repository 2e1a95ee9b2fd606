import type { DataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { type Figure, imageGridFigure, reconstructionFigure } from '@vsc/figures'
import { traversal } from '@vsc/inference'
import { type Matrix, meanSpikeProbability } from '@vsc/metrics'
import { type EvaluatedRun, figureName } from './evaluated-run.js'
import { decode, imagesLike } from './images.js'
import { deviation, mean } from './spread.js'

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

const steps = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]

/**
 * One latent a row, all others as they are for one image: off, where there are spikes, then through its slab. Undefined where
 * there is no latent to show.
 */
export async function traversalsOf(options: TraversalOptions): Promise<Figure | undefined> {
  const { one, label, test, engine, latents, chosen, image, imageIs } = options
  if (latents.length === 0) return undefined
  const off = hasSpikes(one) ? [0] : []
  const { columns, data } = one.evaluation.codes
  const code = data.subarray(image * columns, (image + 1) * columns)
  const rows = latents.map(({ latent }) => {
    const { centre, scale } = slabOf(one.evaluation.codes, latent)
    const values = [...off, ...steps.map((step) => centre + step * scale)]
    return traversal({ code, latents: [latent], values })
  })
  const codes = Float32Array.from(rows.flatMap((row) => Array.from(row.data)))
  const decoded = await decode(one, engine, { rows: codes.length / columns, columns, data: codes })
  return imageGridFigure({
    name: figureName('traversals', one),
    title: `Latent traversals, ${label}`,
    caption: `${chosen}, one a row, around the code of test image ${image}${imageIs}:${hasSpikes(one) ? ' first with the spike off (z = 0), then' : ''} from −2 to 2 standard deviations σ of the latent’s values about their mean over the test images.`,
    images: imagesLike(test, test.read([image]))(decoded),
    columns: off.length + steps.length,
    rowLabels: latents.map(({ label }) => label),
    columnLabels: [
      ...off.map(() => 'off'),
      ...steps.map((step) => `${step < 0 ? '−' : ''}${Math.abs(step)}${step === 0 ? '' : 'σ'}`),
    ],
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
  const { codes, gammas } = options.one.evaluation
  const latents = inUse.slice(0, traversedLatents)
  const on = (image: number) => latents.filter((latent) => codes.data[image * codes.columns + latent] !== 0).length
  const counts = Array.from({ length: codes.rows }, (_, image) => on(image))
  const image = counts.indexOf(Math.max(...counts))
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

const hasSpikes = ({ evaluation }: EvaluatedRun): boolean => evaluation.gammas !== undefined

/** Mean and standard deviation of a latent's codes where its spike is on. */
function slabOf({ rows, columns, data }: Matrix, latent: number): { readonly centre: number; readonly scale: number } {
  const values = Array.from({ length: rows }, (_, row) => data[row * columns + latent]!).filter((z) => z !== 0)
  return values.length === 0 ? { centre: 0, scale: 1 } : { centre: mean(values), scale: deviation(values) }
}

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
