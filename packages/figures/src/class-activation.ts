import type { Band } from './bands.js'
import { requireWithin } from './checks.js'
import { sequentialScale } from './colour-scale.js'
import { type Figure, type FigureText, svgDocument, toFigure } from './figure.js'
import { type Matrix, requireMatrix } from './matrix.js'
import { drawMatrices } from './matrix-figure.js'

/** Spike probabilities gamma of J latents, averaged over the examples of each of C classes. */
export interface ClassActivationContent {
  /** From 0 to 1, [C, J]. */
  readonly matrix: Matrix
  /** The C rows from top to bottom. */
  readonly classes: readonly Band[]
  /** The J columns from left to right, in the order they are drawn in; without labels by default. */
  readonly latents?: readonly Band[]
}

/**
 * Draws how probable each latent's spike is in each class, as figure 6 of Tonolini et al. 2019 does: where rows differ,
 * classes use latents of their own.
 *
 * The scale runs from 0 to 1. Rows and columns keep the order they are given in. Throws FiguresError where the matrix
 * does not fit its labels or a probability is not in 0 to 1.
 *
 * @example
 * const figure = await classActivationFigure({
 *   name: 'activations',
 *   title: 'Mean spike probability in each class',
 *   classes: [{ label: 'sandal' }, { label: 'coat' }],
 *   latents: [{ label: '17' }, { label: '4' }, { label: '9' }],
 *   matrix: { rows: 2, columns: 3, data: [0.94, 0.02, 0.51, 0.01, 0.88, 0.47] },
 * })
 */
export async function classActivationFigure(content: FigureText & ClassActivationContent): Promise<Figure> {
  const { matrix, classes, latents = Array.from({ length: matrix.columns }, () => ({ label: '' })) } = content
  requireMatrix('matrix', matrix, classes, latents)
  requireWithin('matrix.data', matrix.data, 0, 1)
  const names = classes.map(({ label }) => label).join(', ')
  const alt = `${content.title}: heat map of the mean spike probability of ${matrix.columns} latents in ${matrix.rows} classes: ${names}; 0 is light, 1 is dark.`
  const panels = [{ matrix, latents }]
  const drawing = drawMatrices({ features: classes, panels, scale: sequentialScale(1), legendTitle: 'mean γ', alt })
  return toFigure(content, svgDocument(drawing), alt)
}
