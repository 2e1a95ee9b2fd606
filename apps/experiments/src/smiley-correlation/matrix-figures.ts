import { correlationMatrixFigure, type Figure, type MatrixPanel, signedCorrelationFigure } from '@vsc/figures'
import { type Matrix, selectColumns } from '@vsc/metrics'
import type { EvaluatedRun } from './evaluated-run.js'
import { featureBands, latentBands } from './features.js'
import type { Group } from './groups.js'

/** Figure 9: the ordered matrices of |correlation|, every model and seed side by side. */
export function correlationFigure(groups: readonly Group[]): Promise<Figure> {
  return correlationMatrixFigure({
    name: 'correlation',
    title: 'Which latent answers to which feature',
    caption:
      'Absolute correlation |r| of the 18 features (rows, under their attribute) with the latents (columns, under the attribute of the feature they answer to most; unused ones last), over the test images. Entries below 0.07 count as zero. A latent that signals only that an attribute is there already reaches 0.68.',
    features: featureBands,
    ...panelsOf(groups, ({ findings }) => findings.correlations),
  })
}

/** What figure 9 cannot show: whether a latent follows a feature's value. */
export function withinAttributesFigure(groups: readonly Group[]): Promise<Figure> {
  return signedCorrelationFigure({
    name: 'within-attributes',
    title: 'Features followed within an attribute',
    caption:
      'Correlation r of each feature with each latent over only those test images that have its attribute, latents in the same order. A latent that signals mere presence is blank here; colour means that it follows the value of the feature.',
    features: featureBands,
    ...panelsOf(groups, ({ findings }) => findings.withinAttributes),
  })
}

function panelsOf(groups: readonly Group[], matrixOf: (one: EvaluatedRun) => Matrix) {
  const panels = groups.flatMap(({ label, runs }) =>
    runs.map((one): MatrixPanel => {
      const { order } = one.findings
      const title = runs.length === 1 ? label : `${label}, seed ${one.run.seed}`
      return { title, matrix: selectColumns(matrixOf(one), order.latents), latents: latentBands(order) }
    }),
  )
  const seeds = Math.max(...groups.map(({ runs }) => runs.length))
  return { panels, panelsPerRow: Math.min(panels.length, seeds === 3 ? 3 : 2) } // so that a row holds one group's seeds
}
