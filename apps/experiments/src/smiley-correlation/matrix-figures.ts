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
  const { models, latentDims } = countsOf(groups)
  if (showsTypical(groups)) {
    return { shown: groups.map((group) => ({ title: group.label, one: typicalRun(group) })), panelsPerRow: latentDims }
  }
  const shown = groups.flatMap(({ label, runs }) =>
    runs.map((one) => ({ title: runs.length === 1 ? label : `${label}, seed ${one.run.seed}`, one })),
  )
  const seeds = Math.max(...groups.map(({ runs }) => runs.length))
  if (seeds === 1 && models > 1) return { shown, panelsPerRow: 3 }
  return { shown, panelsPerRow: seeds === 3 ? 3 : 2 } // so that a row holds one group's seeds
}

/** Whether of several seeds only one is shown, there being several models and several J. */
export function showsTypical(groups: readonly Group[]): boolean {
  const { models, latentDims } = countsOf(groups)
  return models > 1 && latentDims > 1
}

const countsOf = (groups: readonly Group[]) => ({
  models: new Set(groups.map(({ runs: [one] }) => one.run.model)).size,
  latentDims: new Set(groups.map(({ runs: [one] }) => one.run.latentDim)).size,
})
