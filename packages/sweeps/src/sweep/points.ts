import { createRng } from '@vsc/random'
import { sobolPoints } from './sobol.js'
import type { Range, Search } from './sweep-schema.js'

/** What one point of a search says: keys such as `model.alpha`, with their values. */
export type Point = Readonly<Record<string, unknown>>

/** Every point of a search, in order; a search of nothing has the one that says nothing. */
export function pointsOf({ grid, random, sobol }: Search): Point[] {
  if (random !== undefined) {
    const rng = createRng(random.seed)
    return drawn(random.keys, (dimensions) =>
      Array.from({ length: random.runs }, (_, i) => {
        const stream = rng.fork('point', i) // more runs add points and change none
        return Array.from({ length: dimensions }, () => stream.uniform())
      }),
    )
  }
  if (sobol !== undefined) {
    return drawn(sobol.keys, (dimensions) =>
      sobolPoints(sobol.runs, dimensions, createRng(sobol.seed).fork('digital shift')),
    )
  }
  return combinations(grid ?? {})
}

function drawn(keys: Readonly<Record<string, Range>>, draw: (dimensions: number) => number[][]): Point[] {
  const ranges = Object.entries(keys)
  return draw(ranges.length).map((u) =>
    Object.fromEntries(ranges.map(([key, range], d) => [key, valueAt(range, u[d]!)])),
  )
}

/** The value of a range at u from [0, 1). */
function valueAt(range: Range, u: number): unknown {
  if (Array.isArray(range)) return range[Math.floor(u * range.length)]
  const { from, to, scale, whole } = range
  const [low, high] = whole ? [from, to + 1] : [from, to]
  const value = scale === 'log' ? low * (high / low) ** u : low + (high - low) * u
  return whole ? Math.min(to, Math.floor(value)) : Number(value.toPrecision(6)) // so that it can be written down and read
}

function combinations(grid: Readonly<Record<string, readonly unknown[]>>): Point[] {
  return Object.entries(grid).reduce<Point[]>(
    (points, [key, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [key]: value }))),
    [{}],
  )
}
