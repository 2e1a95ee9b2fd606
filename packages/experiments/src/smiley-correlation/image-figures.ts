import type { SmileyDataSet } from '@vsc/data'
import type { Figure } from '@vsc/figures'
import { type ImageFigureOptions, traversalsOf } from '@vsc/lab'
import type { ShownRun } from './evaluated-run.js'
import { latentBands } from './features.js'

const traversedLatents = 12

/** The latents that answer to some feature, around an image that has all four attributes. */
export function featureTraversals(
  options: ImageFigureOptions & { readonly one: ShownRun; readonly test: SmileyDataSet },
): Promise<Figure | undefined> {
  return traversalsOf({
    ...options,
    latents: latentsToTraverse(options.one),
    chosen: 'The latents that correlate most with some feature',
    image: imageWithEverything(options.test),
    imageIs: ', which has all four attributes',
  })
}

/** The active latents with the highest |r|, in the order of the matrices. */
function latentsToTraverse({ findings: { correlations, order, active } }: ShownRun) {
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
