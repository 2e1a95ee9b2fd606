import { requireWithin } from './checks.js'
import { divergingScale, sequentialScale } from './colour-scale.js'
import { FiguresError } from './errors.js'
import { type Figure, type FigureText, svgDocument, toFigure } from './figure.js'
import { drawMatrices, type MatrixFigureContent } from './matrix-figure.js'

/**
 * Draws |correlation| of features and latents, one panel [F, J] per model, as figure 9 of Tonolini et al. 2019 does.
 *
 * The scale runs from 0 to `max` (0.7 by default, where the paper's saturates), the same for all panels; the legend
 * says when values lie beyond it. Rows and columns keep the order they are given in; where both have groups, each panel says
 * how many columns a group has beside how many rows, as in `hat 5/6`. Throws FiguresError where a matrix
 * does not fit its labels or a value is not in 0 to 1.
 *
 * @example
 * const figure = await correlationMatrixFigure({
 *   name: 'correlation',
 *   title: 'Absolute correlation',
 *   features: [{ label: 'x', group: 'hat' }, { label: 'y', group: 'hat' }],
 *   panels: [{ matrix: { rows: 2, columns: 1, data: [0.7, 0.1] }, latents: [{ label: '3', group: 'hat' }] }],
 * })
 */
export async function correlationMatrixFigure(
  content: FigureText & MatrixFigureContent & { readonly max?: number },
): Promise<Figure> {
  const { max = 0.7 } = content
  if (!(max > 0 && max <= 1))
    throw new FiguresError('OUT_OF_RANGE', `max is ${max}; the scale of |correlation| ends above 0 and at most at 1.`)
  requirePanelsWithin(content, 0)
  const alt = `${content.title}: heat map of |r|, ${sizes(content)}; 0 is light, ${max} and more is dark.`
  const drawing = drawMatrices({ ...content, scale: sequentialScale(max), legendTitle: '|r|', alt, counted: true })
  return toFigure(content, svgDocument(drawing), alt)
}

/**
 * Draws signed correlations, -1 blue over 0 to 1 red, one panel [F, J] per model: for the correlation of each feature
 * with each latent over only the examples in which its attribute is present.
 *
 * Rows and columns keep the order they are given in. Throws FiguresError where a matrix does not fit its labels or a
 * value is not in -1 to 1.
 */
export async function signedCorrelationFigure(content: FigureText & MatrixFigureContent): Promise<Figure> {
  requirePanelsWithin(content, -1)
  const alt = `${content.title}: heat map of r, ${sizes(content)}; -1 is blue, 0 is light, 1 is red.`
  const drawing = drawMatrices({ ...content, scale: divergingScale(1), legendTitle: 'r', alt, counted: true })
  return toFigure(content, svgDocument(drawing), alt)
}

function requirePanelsWithin({ panels }: MatrixFigureContent, low: number): void {
  for (const [i, panel] of panels.entries()) requireWithin(`panels[${i}].matrix.data`, panel.matrix.data, low, 1)
}

function sizes({ panels }: MatrixFigureContent): string {
  return panels
    .map(
      ({ title, matrix }) =>
        `${title === undefined ? '' : `${title}, `}${matrix.rows} features by ${matrix.columns} latents`,
    )
    .join('; ')
}
