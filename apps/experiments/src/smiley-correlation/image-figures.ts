import type { SmileyDataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { type Figure, type Images, imageGridFigure, reconstructionFigure } from '@vsc/figures'
import type { Matrix } from '@vsc/metrics'
import { decodeCodes } from '@vsc/models'
import { deviation, mean } from '../study/spread.js'
import { type EvaluatedRun, figureName } from './evaluated-run.js'
import { latentBands } from './features.js'

export interface ImageFigureOptions {
  readonly one: EvaluatedRun
  readonly label: string
  readonly test: SmileyDataSet
  readonly engine: Engine
}

const reconstructedCount = 24

/** The first test images above what the model makes of one sampled code of each. */
export async function reconstructionsOf({ one, label, test, engine }: ImageFigureOptions): Promise<Figure> {
  const count = Math.min(reconstructedCount, test.count)
  const { columns, data } = one.evaluation.codes
  const codes = { rows: count, columns, data: data.slice(0, count * columns) }
  const originals = test.read(Uint32Array.from({ length: count }, (_, i) => i))
  const white = brightest(originals)
  return reconstructionFigure({
    name: figureName('reconstructions', one),
    title: `Originals and reconstructions, ${label}`,
    caption: `The first test images, each above the mean of p(x|z) for one code z drawn from q(z|x)${hasSpikes(one) ? ' with hard spikes' : ''}.`,
    originals: imagesOf(originals, white),
    reconstructions: imagesOf(await decodeCodes({ ...one, engine, codes }), white),
  })
}

const traversedLatents = 12
const steps = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]

/** One latent a row, all others as they are for one image that has all four attributes: off, where there are spikes, then through its slab. */
export async function traversalsOf({ one, label, test, engine }: ImageFigureOptions): Promise<Figure | undefined> {
  const latents = latentsToTraverse(one)
  if (latents.length === 0) return undefined
  const image = imageWithEverything(test)
  const off = hasSpikes(one) ? [0] : []
  const { columns } = one.evaluation.codes
  const base = one.evaluation.codes.data.subarray(image * columns, (image + 1) * columns)
  const rows = latents.flatMap(({ latent }) => {
    const { centre, scale } = slabOf(one.evaluation.codes, latent)
    return [...off, ...steps.map((step) => centre + step * scale)].map((value) =>
      base.map((z, j) => (j === latent ? value : z)),
    )
  })
  const codes = { rows: rows.length, columns, data: Float32Array.from(rows.flatMap((row) => Array.from(row))) }
  return imageGridFigure({
    name: figureName('traversals', one),
    title: `Latent traversals, ${label}`,
    caption: `The latents that correlate most with some feature, one a row, around the code of test image ${image}, which has all four attributes:${hasSpikes(one) ? ' first with the spike off (z = 0), then' : ''} from −2 to 2 standard deviations σ of the latent’s values about their mean over the test images.`,
    images: imagesOf(await decodeCodes({ ...one, engine, codes }), brightest(test.read([image]))),
    columns: off.length + steps.length,
    rowLabels: latents.map(({ label }) => label),
    columnLabels: [
      ...off.map(() => 'off'),
      ...steps.map((step) => `${step < 0 ? '−' : ''}${Math.abs(step)}${step === 0 ? '' : 'σ'}`),
    ],
  })
}

const hasSpikes = ({ evaluation }: EvaluatedRun): boolean => evaluation.gammas !== undefined

/** The active latents with the highest |r|, in the order of the matrices. */
function latentsToTraverse({ findings: { correlations, order, active } }: EvaluatedRun) {
  const { rows, columns, data } = correlations
  const best = (latent: number) => Math.max(...Array.from({ length: rows }, (_, i) => data[i * columns + latent]!))
  const chosen = active.toSorted((a, b) => best(b) - best(a)).slice(0, traversedLatents)
  const bands = latentBands(order)
  return order.latents.flatMap((latent, place) =>
    chosen.includes(latent) ? [{ latent, label: `${bands[place]!.group}, latent ${latent}` }] : [],
  )
}

/** The first test image with all attributes; the first of all where none has. */
function imageWithEverything({ present, count }: SmileyDataSet): number {
  const attributes = present.length / count
  const has = (image: number) =>
    present.subarray(image * attributes, (image + 1) * attributes).every((bit) => bit === 1)
  return Math.max(0, Array.from({ length: count }, (_, image) => image).findIndex(has))
}

/** Mean and standard deviation of a latent's codes where its spike is on. */
function slabOf({ rows, columns, data }: Matrix, latent: number): { readonly centre: number; readonly scale: number } {
  const values = Array.from({ length: rows }, (_, row) => data[row * columns + latent]!).filter((z) => z !== 0)
  return values.length === 0 ? { centre: 0, scale: 1 } : { centre: mean(values), scale: deviation(values) }
}

const brightest = (pixels: Float32Array): number => pixels.reduce((most, pixel) => Math.max(most, pixel), 0)

/** Pixels as intensities; prepared ones are small numbers under `l2`. */
function imagesOf(pixels: Float32Array, white: number): Images {
  const [height, width] = [32, 32]
  return {
    count: pixels.length / (height * width),
    height,
    width,
    channels: 1,
    data: pixels.map((pixel) => pixel / white),
  }
}
