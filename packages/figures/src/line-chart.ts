import type { TopLevelSpec } from 'vega-lite'
import { requireCount, requireFinite, requireLength, requireSome } from './checks.js'
import { downsample } from './downsample.js'
import { FiguresError } from './errors.js'
import { type Figure, type FigureText, toFigure } from './figure.js'
import { colourScaleOf, layOutPanels, legendOf, titleLayer, verticalAxis } from './panels.js'
import { drawVega } from './vega.js'

/** One curve. */
export interface Series {
  /** Named in the legend; the same name has the same colour in every panel. */
  readonly name: string
  /** [n], rising. */
  readonly x: ArrayLike<number>
  /** [n] */
  readonly y: ArrayLike<number>
  /** A shaded band about the curve, [n] each: a standard deviation below and above, for instance. */
  readonly band?: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> }
}

/** One frame of a line chart with its own vertical scale. */
export interface LinePanel {
  /** What is shown and its unit, as in "log p(x|z) (nats)". */
  readonly title: string
  readonly series: readonly Series[]
}

/** Panels of curves over a shared horizontal axis. */
export interface LineChartContent {
  readonly panels: readonly LinePanel[]
  /** Title of the horizontal axis: "iteration" by default. */
  readonly xTitle?: string
  /** Panels side by side before a new row of them begins: 3 by default. */
  readonly panelsPerRow?: number
  /** Points drawn of each curve at most: 500 by default. */
  readonly maxPoints?: number
  /** Share of each panel's values left out at either end when its vertical range is chosen: 0.01 by default, 0 shows all. */
  readonly clip?: number
}

/**
 * Draws curves over the iterations of training, in small multiples with a vertical range each.
 *
 * The range leaves out the most extreme `clip` of the values, so a huge first loss does not flatten the rest; where
 * that hides something, the caption says so. Throws FiguresError where lengths differ, a value is not finite or x falls.
 *
 * @example
 * const figure = await lineChartFigure({
 *   name: 'training',
 *   title: 'Training',
 *   panels: [{ title: 'ELBO (nats)', series: [{ name: 'train', x: [0, 100, 200], y: [-900, -120, -80] }] }],
 * })
 */
export async function lineChartFigure(content: FigureText & LineChartContent): Promise<Figure> {
  const { panels, xTitle = 'iteration', panelsPerRow = 3, maxPoints = 500, clip = 0.01 } = content
  requireSome('panels', panels)
  requireCount('panelsPerRow', panelsPerRow)
  requireCount('maxPoints', maxPoints, 3)
  if (!(clip >= 0 && clip < 0.5))
    throw new FiguresError('OUT_OF_RANGE', `clip is ${clip}; expected a share of the values from 0 to below 0.5.`)
  for (const panel of panels) {
    requireSome(`the series of panel "${panel.title}"`, panel.series)
    for (const series of panel.series) requireSeries(series)
  }

  const names = [...new Set(panels.flatMap((panel) => panel.series.map((series) => series.name)))]
  const { size, place, rowWidth } = layOutPanels(panels.length, panelsPerRow)
  const legend = legendOf(names, rowWidth)
  const ranges = panels.map((panel) => verticalRange(panel.series, clip))
  const color = {
    field: 'name',
    type: 'nominal',
    scale: colourScaleOf(names),
    legend: legend && { ...legend, symbolType: 'stroke' },
  } as const
  const x = {
    field: 'x',
    type: 'quantitative',
    title: xTitle,
    scale: { nice: false, zero: false },
    axis: { grid: false, format: '~s', tickCount: Math.round(size.width / 80) },
  } as const
  const spec: TopLevelSpec = {
    ...place,
    concat: panels.map((panel, i) => ({
      ...size,
      data: { values: panel.series.flatMap((series) => pointsOf(series, maxPoints)) },
      encoding: { x, color },
      layer: [
        titleLayer(panel.title),
        ...(panel.series.some((series) => series.band) ? [bandLayer(ranges[i]!.range)] : []),
        {
          mark: { type: 'line', clip: true, strokeWidth: 1.3, strokeJoin: 'round' },
          encoding: { y: yOf('y', ranges[i]!.range) },
        },
      ],
    })),
  }
  const alt = `${content.title}: curves over ${xTitle} of ${panels.map((panel) => panel.title).join(', ')}; series ${names.join(', ')}.`
  const cut = ranges.some((range) => range.cut) ? 'Extreme values lie outside the frames.' : ''
  return toFigure(
    { ...content, caption: [content.caption, cut].filter(Boolean).join(' ') },
    await drawVega(spec, alt),
    alt,
  )
}

type Range = [low: number, high: number]

const yOf = (field: string, domain: Range) =>
  ({
    field,
    type: 'quantitative',
    title: null,
    scale: { domain, nice: false, zero: false },
    axis: verticalAxis,
  }) as const

const bandLayer = (range: Range) =>
  ({
    mark: { type: 'area', clip: true, opacity: 0.18 },
    encoding: { y: yOf('low', range), y2: { field: 'high' } },
  }) as const

function pointsOf({ name, x, y, band }: Series, maxPoints: number) {
  return downsample(x, y, maxPoints).map((i) => ({
    name,
    x: x[i]!,
    y: y[i]!,
    ...(band && { low: band.low[i]!, high: band.high[i]! }),
  }))
}

/** The range of the values and bands without the share `clip` at either end, a little widened. */
function verticalRange(series: readonly Series[], clip: number): { range: Range; cut: boolean } {
  const values = Float64Array.from(
    series.flatMap(({ y, band }) => [y, band?.low ?? [], band?.high ?? []].flatMap((part) => Array.from(part))),
  ).sort()
  const quantile = (share: number) => values[Math.round(share * (values.length - 1))]!
  const [low, high] = [quantile(clip), quantile(1 - clip)]
  const extra = 0.08 * (high - low) || 0.08 * Math.abs(high) || 1
  const range: Range = [low - extra, high + extra]
  return { range, cut: values[0]! < range[0] || values.at(-1)! > range[1] }
}

function requireSeries({ name, x, y, band }: Series): void {
  requireSome(`the series "${name}"`, y)
  for (const [part, values] of Object.entries({ x, y, ...band })) {
    requireLength(`${part} of the series "${name}"`, values, x.length, 'as many as x')
    requireFinite(`${part} of the series "${name}"`, values)
  }
  for (let i = 1; i < x.length; i++)
    if (x[i]! < x[i - 1]!)
      throw new FiguresError(
        'OUT_OF_RANGE',
        `x of the series "${name}" falls from ${x[i - 1]} to ${x[i]} at ${i}; sort the points by x.`,
      )
}
