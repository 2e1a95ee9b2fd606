import { correlationMatrixFigure, type Figure, type MatrixPanel, signedCorrelationFigure } from '@vsc/figures'
import { type Matrix, selectColumns } from '@vsc/metrics'
import type { EvaluatedRun } from './evaluated-run.js'
import { featureBands, latentBands } from './features.js'
import { type Group, typicalRun } from './groups.js'

/** Figure 9: the ordered matrices of |correlation|, side by side. */
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
  const { shown, panelsPerRow } = layOut(groups)
  const panels = shown.map(({ title, one }): MatrixPanel => {
    const { order } = one.findings
    return { title, matrix: selectColumns(matrixOf(one), order.latents), latents: latentBands(order) }
  })
  return { panels, panelsPerRow: Math.min(panels.length, panelsPerRow) }
}

/** As in figure 9, a row for each model with a column for each J; where there is one J or one model, all seeds. */
function layOut(groups: readonly Group[]) {
  const countOf = (key: 'model' | 'latentDim') => new Set(groups.map(({ runs: [one] }) => one.run[key])).size
  if (countOf('model') > 1 && countOf('latentDim') > 1) {
    const shown = groups.map((group) => ({ title: group.label, one: typicalRun(group) }))
    return { shown, panelsPerRow: countOf('latentDim') }
  }
  const shown = groups.flatMap(({ label, runs }) =>
    runs.map((one) => ({ title: runs.length === 1 ? label : `${label}, seed ${one.run.seed}`, one })),
  )
  const seeds = Math.max(...groups.map(({ runs }) => runs.length))
  if (seeds === 1 && countOf('model') > 1) return { shown, panelsPerRow: 3 }
  return { shown, panelsPerRow: seeds === 3 ? 3 : 2 } // so that a row holds one group's seeds
}
