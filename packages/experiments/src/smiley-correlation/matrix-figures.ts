import { correlationMatrixFigure, type Figure, type MatrixPanel, signedCorrelationFigure } from '@vsc/figures'
import { type LatentOrder, type Matrix, selectColumns } from '@vsc/metrics'
import type { JudgedRun } from './evaluated-run.js'
import { featureBands, latentBands } from './features.js'
import { type Group, shortLabelOf, typicalRun } from './groups.js'

/** Figure 9: the ordered matrices of |correlation|, side by side. */
export function correlationFigure(groups: readonly Group[]): Promise<Figure> {
  return correlationMatrixFigure({
    name: 'correlation',
    title: 'Which latent answers to which feature',
    caption:
      'Absolute correlation |r| of the 18 features (rows, under their attribute) with the latents (columns, under the attribute of the feature they answer to most; unused ones last), over the test images. Entries below 0.07 count as zero. A latent that signals only that an attribute is there already reaches 0.68, and a code of either sign is not seen: see the next figure. Under each matrix stands how many latents answer to each attribute beside how many features it has.',
    features: featureBands,
    ...panelsOf(groups, ({ findings }) => findings.correlations),
  })
}

/** What magnitudes hide: codes that follow a feature with its sign. */
export function signedFigure(groups: readonly Group[]): Promise<Figure> {
  return signedCorrelationFigure({
    name: 'signed-correlation',
    title: 'Posterior means and features, with their signs',
    caption:
      'Correlation r of each feature S V, 0 where its attribute is absent, with the posterior mean E[z] of each latent, over the test images; latents under the attribute of the feature that they answer to most here. Entries that chance reaches are left out.',
    features: featureBands,
    ...panelsOf(
      groups,
      ({ findings }) => findings.signed,
      ({ findings }) => findings.signedOrder,
    ),
  })
}

/** What figure 9 cannot show: whether a latent follows a feature's value. */
export function withinAttributesFigure(groups: readonly Group[]): Promise<Figure> {
  return signedCorrelationFigure({
    name: 'within-attributes',
    title: 'Features followed within an attribute',
    caption:
      'Correlation r of each feature V with the posterior mean of each latent over only those test images that have its attribute, latents in the order of the paper’s matrix. A latent that signals mere presence is blank here; colour means that it follows the value of the feature.',
    features: featureBands,
    ...panelsOf(groups, ({ findings }) => findings.withinAttributes),
  })
}

function panelsOf(
  groups: readonly Group[],
  matrixOf: (one: JudgedRun) => Matrix,
  orderOf = ({ findings }: JudgedRun): LatentOrder => findings.order,
) {
  const { shown, panelsPerRow } = layOut(groups)
  const panels = shown.map(({ title, one }): MatrixPanel => {
    const order = orderOf(one)
    return { title, matrix: selectColumns(matrixOf(one), order.latents), latents: latentBands(order) }
  })
  return { panels, panelsPerRow: Math.min(panels.length, panelsPerRow) }
}

/** As in figure 9, a row for each model with a column for each J; where there is one J or one model, all seeds. */
function layOut(groups: readonly Group[]) {
  const { models, latentDims } = countsOf(groups)
  if (showsTypical(groups)) {
    return {
      shown: groups.map((group) => ({ title: shortLabelOf(group), one: typicalRun(group) })),
      panelsPerRow: latentDims,
    }
  }
  const shown = groups.flatMap((group) =>
    group.runs.map((one) => ({
      title: group.runs.length === 1 ? shortLabelOf(group) : `${shortLabelOf(group)}, seed ${one.run.seed}`,
      one,
    })),
  )
  const seeds = Math.max(...groups.map(({ runs }) => runs.length))
  if (seeds === 1 && models > 1) return { shown, panelsPerRow: 3 }
  return { shown, panelsPerRow: seeds === 3 ? 3 : 2 } // so that a row holds one group's seeds
}

/** Whether of several seeds only one is shown, there being several models and several J. */
function showsTypical(groups: readonly Group[]): boolean {
  const { models, latentDims } = countsOf(groups)
  return models > 1 && latentDims > 1
}

const countsOf = (groups: readonly Group[]) => ({
  models: new Set(groups.map(({ runs: [one] }) => one.run.model)).size,
  latentDims: new Set(groups.map(({ runs: [one] }) => one.run.latentDim)).size,
})
