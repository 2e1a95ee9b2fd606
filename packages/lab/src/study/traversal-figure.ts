import { type Figure, type FigureText, imageGridFigure } from '@vsc/figures'
import { type SlabTraversal, type SlabTraversalOptions, slabTraversal } from '@vsc/inference'
import type { Matrix } from '@vsc/metrics'
import type { AsImages } from './images.js'
import { valueInWords } from './spread.js'

export interface TraversalFigureOptions extends FigureText, Omit<SlabTraversalOptions, 'latents'> {
  /** One a row, and what the rows are called. */
  readonly latents: readonly { readonly latent: number; readonly label: string }[]
  /** The mean of p(x|z) for each code, [n, M]. */
  readonly decode: (codes: Matrix) => Promise<Float32Array>
  readonly asImages: AsImages
}

/** One latent a row, off and through its slab ({@link slabTraversal}), with the value of the latent under each image. */
export async function traversalFigure(options: TraversalFigureOptions): Promise<Figure> {
  const { evaluation, code, latents, steps, decode, asImages, ...text } = options
  const traversed = slabTraversal({
    evaluation,
    code,
    latents: latents.map(({ latent }) => latent),
    ...(steps !== undefined && { steps }),
  })
  return drawTraversal({
    ...text,
    traversed,
    rowLabels: latents.map(({ label }) => label),
    images: asImages(await decode(traversed.codes)),
  })
}

/** Codes that were led through latents, as they were decoded: rows and columns named, the value of the latent under each image. */
export const drawTraversal = ({
  traversed: { rows, columns, columnLabels },
  ...content
}: FigureText & {
  readonly traversed: Pick<SlabTraversal, 'rows' | 'columns' | 'columnLabels'>
  readonly images: ReturnType<AsImages>
  readonly rowLabels: readonly string[]
}): Promise<Figure> =>
  imageGridFigure({
    ...content,
    columns,
    columnLabels,
    rowLabels: content.rowLabels.map((label, row) => (rows[row]!.neverOn ? `${label}, never on` : label)),
    imageLabels: rows.flatMap(({ values }) => values.map((value) => valueInWords(value, 1))),
  })

/** How a traversal is to be read, for its caption. */
export const traversalInWords = (spikes: boolean): string =>
  `${spikes ? 'first with the spike off (z = 0), then ' : ''}from the value below which 2% of the latent’s values lie${spikes ? ' where it is on' : ''} to the one below which 98% do`
