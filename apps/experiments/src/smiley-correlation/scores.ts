import { dci, type Matrix, mig, sap } from '@vsc/metrics'

/** Disentanglement scores of summary.json. */
export type Scores = {
  readonly mig: number
  readonly sap: number
  /** Its disentanglement. */
  readonly dci: number
  readonly dciCompleteness: number
  readonly dciInformativeness: number
}

/**
 * The published scores, of posterior means and over all latents.
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
  const { disentanglement, completeness, informativeness } = dci(sources, posteriorMeans)
  return {
    mig: mig(sources, posteriorMeans),
    sap: sap(sources, posteriorMeans),
    dci: disentanglement,
    dciCompleteness: completeness,
    dciInformativeness: informativeness,
  }
}
