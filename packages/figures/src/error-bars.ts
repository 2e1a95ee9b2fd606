import type { TopLevelSpec } from 'vega-lite'
import { requireCount, requireDistinct, requireFinite, requireSome } from './checks.js'
import { lookOf, pointLayers, referenceLayer } from './error-bar-layers.js'
import { FiguresError } from './errors.js'
import { type Figure, type FigureText, toFigure } from './figure.js'
import { layOutPanels, titleLayer } from './panels.js'
import { drawVega } from './vega.js'

/** What was measured at one setting. */
export interface ErrorBarPoint {
  readonly x: number
  /** One value for each seed; a single one is drawn without a bar. */
  readonly values: ArrayLike<number>
}

/** Points that a thin line joins. */
export interface ErrorBarSeries {
  /** Named in the legend; the same name has the same colour and shape in every panel. */
  readonly name: string
  /** In any order; a setting that was not measured is left out. */
  readonly points: readonly ErrorBarPoint[]
}

/** A range to hold the points against, such as a published result. */
export interface ReferenceBand {
  readonly label: string
  readonly low: number
  /** The same as `low` for a line. */
  readonly high: number
}

/** One frame of an error bar figure, with axes of its own. */
export interface ErrorBarPanel {
  /** What is shown and its unit, as in "VSC, test ELBO (nats)". */
  readonly title: string
  readonly xTitle: string
  /** "linear" unless given. */
  readonly xScale?: 'linear' | 'log'
  readonly series: readonly ErrorBarSeries[]
  readonly references?: readonly ReferenceBand[]
}

/** Panels of points with error bars. */
export interface ErrorBarContent {
  readonly panels: readonly ErrorBarPanel[]
  /** Panels side by side before a new row of them begins: 2 unless given. */
  readonly panelsPerRow?: number
  /** Whether all panels have one vertical range, for one quantity whose values are to be compared: false unless given. */
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

function requirePanel({ title, xScale, series, references = [] }: ErrorBarPanel): void {
  requireSome(`the series of panel "${title}"`, series)
  requireDistinct(
    `the series of panel "${title}"`,
    series.map(({ name }) => name),
  )
  for (const { name, points } of series) {
    const x = points.map((point) => point.x)
    requireSome(`the points of the series "${name}"`, points)
    requireFinite(`x of the series "${name}"`, x)
    requireDistinct(`x of the series "${name}"`, x)
    for (const point of points) {
      requireSome(`values at x = ${point.x} of the series "${name}"`, point.values)
      requireFinite(`values at x = ${point.x} of the series "${name}"`, point.values)
      if (xScale === 'log' && point.x <= 0)
        throw new FiguresError(
          'OUT_OF_RANGE',
          `x of the series "${name}" is ${point.x}; a logarithmic axis needs values above 0.`,
        )
    }
  }
  for (const { label, low, high } of references) {
    requireFinite(`the reference "${label}"`, [low, high])
    if (low > high)
      throw new FiguresError('OUT_OF_RANGE', `the reference "${label}" goes from ${low} to ${high}; give low <= high.`)
  }
}
