import { dci, lassoDci, type Matrix, mig, sap } from '@vsc/metrics'

/** Disentanglement scores of summary.json. */
export type Scores = {
  readonly mig: number
  readonly sap: number
  /** Its disentanglement. */
  readonly dci: number
  readonly dciCompleteness: number
  readonly dciInformativeness: number
  /** The same three with the Lasso in place of boosted trees: it gives noise no weight, and sees linear functions only. */
  readonly lassoDci: number
  readonly lassoDciCompleteness: number
  readonly lassoDciInformativeness: number
}

/** Trees take seconds for so many images, which is enough for them. */
const dciImages = 4000

/**
 * The scores as published, and the one of our own, of posterior means and over all latents, the sources being continuous factors;
 * DCI over the first 4,000 images.
 *
 * @param options.sources S V, [N, 18]
 * @param options.posteriorMeans E[z|x], [N, J]
 */
export function scoresOf({
  sources,
  posteriorMeans,
}: {
  readonly sources: Matrix
  readonly posteriorMeans: Matrix
}): Scores {
  const [some, someMeans] = [firstRows(sources), firstRows(posteriorMeans)]
  const [trees, lasso] = [dci(some, someMeans), lassoDci(some, someMeans)]
  return {
    mig: mig(sources, posteriorMeans),
    sap: sap(sources, posteriorMeans),
    dci: trees.disentanglement,
    dciCompleteness: trees.completeness,
    dciInformativeness: trees.informativeness,
    lassoDci: lasso.disentanglement,
    lassoDciCompleteness: lasso.completeness,
    lassoDciInformativeness: lasso.informativeness,
  }
}

const firstRows = ({ rows, columns, data }: Matrix): Matrix =>
  rows <= dciImages ? { rows, columns, data } : { rows: dciImages, columns, data: data.slice(0, dciImages * columns) }
