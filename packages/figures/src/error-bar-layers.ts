import type { ErrorBarPanel, ReferenceBand } from './error-bar-panel.js'
import { colourScaleOf, type Layer, legendOf, verticalAxis } from './panels.js'
import { theme } from './theme.js'

const shapes = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross']
const dashes = [
  [1, 0],
  [5, 3],
  [2, 2],
]

const round = (place: number): number => Math.floor(place / theme.categories.length)
const dashOf = (place: number): number[] => dashes[round(place) % dashes.length]!
const shapeOf = (place: number): string => shapes[(place + round(place)) % shapes.length]!

/** Each name's colour and shape with their legend; neighbours differ in both, and no two of 36 names have the same. */
export function lookOf(names: readonly string[], rowWidth: number) {
  const legend = legendOf(names, rowWidth)
  const by = { field: 'name', type: 'nominal', legend: legend && { ...legend, symbolStrokeWidth: 0 } } as const
  return {
    names,
    color: { ...by, scale: colourScaleOf(names) },
    shape: { ...by, scale: { domain: [...names], range: names.map((_, place) => shapeOf(place)) } },
  }
}

/** Room between the panel's sides and its outermost settings, in pixels: for series that are set apart. */
const endRoom = 30

const y = {
  type: 'quantitative',
  title: null,
  scale: { zero: false, nice: false, padding: 8 },
  axis: verticalAxis,
} as const

/** Dots, lines, bars and points, in the order in which they cover each other. */
export function pointLayers(
  { xTitle, xScale = 'linear', series }: ErrorBarPanel,
  width: number,
  look: ReturnType<typeof lookOf>,
): Layer {
  const settings = [...new Set(series.flatMap(({ points }) => points.map((point) => point.x)))].sort((a, b) => a - b)
  const step = stepBetween(series.length, roomBetween(settings, xScale, width))
  const values = series.flatMap(({ name, points }, i) => {
    const shift = (i - (series.length - 1) / 2) * step
    const dash = dashOf(look.names.indexOf(name))
    return points.flatMap((point) =>
      Array.from(point.values, (value) => ({ name, x: point.x, value, shift, dash, seeds: point.values.length })),
    )
  })
  const x = {
    field: 'x',
    type: 'quantitative',
    title: xTitle,
    scale: { type: xScale, nice: false, padding: endRoom, ...(xScale === 'linear' && { zero: false }) },
    axis: { grid: false, values: settings, labelExpr: '"" + datum.value', labelOverlap: 'greedy' },
  } as const
  const yOf = (field: string) => ({ ...y, field })
  const xOffset = { expr: 'datum.shift' }
  return {
    data: { values },
    encoding: { x, color: look.color },
    layer: [
      {
        transform: [{ filter: 'datum.seeds > 1' }],
        mark: { type: 'circle', size: 8, opacity: 0.4, xOffset: { expr: 'datum.shift + 4' } },
        encoding: { y: yOf('value') },
      },
      {
        transform: meanAndDeviation,
        layer: [
          {
            mark: { type: 'line', strokeWidth: 1, xOffset },
            encoding: { y: yOf('mean'), strokeDash: { field: 'dash', type: 'nominal', scale: null } },
          },
          { mark: { type: 'rule', xOffset }, encoding: { y: yOf('low'), y2: { field: 'high' } } },
          ...['low', 'high'].map(
            (end): Layer => ({
              transform: [{ filter: 'datum.deviation > 0' }],
              mark: { type: 'tick', orient: 'horizontal', size: 5, thickness: 1, xOffset },
              encoding: { y: yOf(end) },
            }),
          ),
          {
            mark: { type: 'point', filled: true, size: 36, opacity: 1, xOffset },
            encoding: { y: yOf('mean'), shape: look.shape },
          },
        ],
      },
    ],
  }
}

const meanAndDeviation: NonNullable<Layer['transform']> = [
  {
    aggregate: [
      { op: 'mean', field: 'value', as: 'mean' },
      { op: 'stdev', field: 'value', as: 'deviation' },
    ],
    groupby: ['name', 'x', 'shift', 'dash'],
  },
  { calculate: 'datum.mean - datum.deviation', as: 'low' },
  { calculate: 'datum.mean + datum.deviation', as: 'high' },
]

/** The pixels between the two settings that lie closest. */
function roomBetween(settings: readonly number[], xScale: 'linear' | 'log', width: number): number {
  const at = xScale === 'log' ? settings.map(Math.log10) : settings
  const gaps = at.slice(1).map((x, i) => x - at[i]!)
  return gaps.length === 0 ? width : ((width - 2 * endRoom) * Math.min(...gaps)) / (at.at(-1)! - at[0]!)
}

/** The pixels by which neighbouring series are set apart: all of them in half the room, and within the panel's sides. */
const stepBetween = (series: number, room: number): number =>
  Math.min(5, room / (2 * series), (2 * (endRoom - 10)) / series)

/** A shaded range across the panel with its name at the right, above its upper edge. */
export function referenceLayer({ label, low, high }: ReferenceBand, width: number): Layer {
  const color = { value: theme.muted }
  const across = { x: { value: 0 }, x2: { value: width }, color }
  const edge = (datum: number): Layer => ({
    mark: { type: 'rule', strokeDash: [4, 3], strokeWidth: 0.8 },
    encoding: { ...across, y: { ...y, datum } },
  })
  return {
    data: { values: [{}] },
    layer: [
      { mark: { type: 'rect', opacity: 0.12 }, encoding: { ...across, y: { ...y, datum: low }, y2: { datum: high } } },
      ...(low === high ? [edge(low)] : [edge(low), edge(high)]),
      {
        mark: { type: 'text', align: 'right', baseline: 'bottom', dx: -4, dy: -2, fontSize: theme.fontSize.label },
        encoding: { x: { value: width }, y: { ...y, datum: high }, color, text: { value: label } },
      },
    ],
  }
}
