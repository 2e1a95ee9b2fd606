import { requireDistinct, requireFinite, requireSome } from './checks.js'
import { FiguresError } from './errors.js'

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
  /** "linear" by default. */
  readonly xScale?: 'linear' | 'log'
  readonly series: readonly ErrorBarSeries[]
  readonly references?: readonly ReferenceBand[]
}

/** Refuses a panel that cannot be drawn. */
export function requirePanel({ title, xScale, series, references = [] }: ErrorBarPanel): void {
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
