import type { TopLevelSpec } from 'vega-lite'
import { requireCount, requireSome } from './checks.js'
import { lookOf, pointLayers, referenceLayer } from './error-bar-layers.js'
import { type ErrorBarPanel, requirePanel } from './error-bar-panel.js'
import { type Figure, type FigureText, toFigure } from './figure.js'
import { layOutPanels, titleLayer } from './panels.js'
import { drawVega } from './vega.js'

/** Panels of points with error bars. */
export interface ErrorBarContent {
  readonly panels: readonly ErrorBarPanel[]
  /** Panels side by side before a new row of them begins: 2 by default. */
  readonly panelsPerRow?: number
  /** Whether all panels have one vertical range, for one quantity whose values are to be compared: false by default. */
  readonly sharedRange?: boolean
}

/**
 * Draws means with error bars against a setting, as figure 1 of Tonolini et al. 2019 does: the test ELBO against alpha or
 * the number of latents, over runs with different seeds.
 *
 * A bar is one sample standard deviation either way; the values themselves are faint dots beside it. Series are set a few
 * pixels apart, told apart by colour, shape and dashes. Throws FiguresError where a series has no points, a point no
 * values, a number is not finite, a name or an x of a series comes twice, or x is not above 0 on a logarithmic axis.
 *
 * @example
 * const figure = await errorBarFigure({
 *   name: 'elbo',
 *   title: 'Test ELBO',
 *   panels: [
 *     {
 *       title: 'VSC, test ELBO (nats)',
 *       xTitle: 'α',
 *       xScale: 'log',
 *       series: [{ name: 'J = 50', points: [{ x: 0.01, values: [-241.2, -240.1, -242.4] }, { x: 0.1, values: [-238.8] }] }],
 *     },
 *   ],
 * })
 */
export async function errorBarFigure(content: FigureText & ErrorBarContent): Promise<Figure> {
  const { panels, panelsPerRow = 2, sharedRange = false } = content
  requireSome('panels', panels)
  requireCount('panelsPerRow', panelsPerRow)
  panels.forEach(requirePanel)

  const names = [...new Set(panels.flatMap((panel) => panel.series.map((series) => series.name)))]
  const { size, place, rowWidth } = layOutPanels(panels.length, panelsPerRow)
  const look = lookOf(names, rowWidth)
  const spec: TopLevelSpec = {
    ...place,
    concat: panels.map((panel) => ({
      ...size,
      layer: [
        titleLayer(panel.title),
        ...(panel.references ?? []).map((band) => referenceLayer(band, size.width)),
        pointLayers(panel, size.width, look),
      ],
    })),
    resolve: { scale: { y: sharedRange ? 'shared' : 'independent' } },
  }
  const alt = `${content.title}: means with error bars of ${panels.map(({ title, xTitle }) => `${title} against ${xTitle}`).join(', ')}; series ${names.join(', ')}.`
  const several = panels.some(({ series }) =>
    series.some(({ points }) => points.some(({ values }) => values.length > 1)),
  )
  const bars = several ? 'Points are means, bars one standard deviation either way, faint dots the single values.' : ''
  const caption = [content.caption, bars].filter(Boolean).join(' ')
  return toFigure({ ...content, caption }, await drawVega(spec, alt), alt)
}
