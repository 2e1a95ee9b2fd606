import type { StepNews } from '../worker/session.js'

/** The bound of each model at each of its steps; NaN at steps that this page did not see. */
export type Curves = ReadonlyMap<string, readonly number[]>

/** The curves with more steps. Arrays are longer afterwards, not copied: they may be as long as training. */
export function withSteps(curves: Curves, news: readonly StepNews[]): Curves {
  const next = new Map(curves)
  for (const { name, iteration, bound } of news) {
    const points = (next.get(name) ?? []) as number[]
    while (points.length < iteration - 1) points.push(Number.NaN)
    points.length = iteration - 1 // a model that was opened or begun anew overwrites what was
    points.push(bound)
    next.set(name, points)
  }
  return next
}

/** Points that a chart shows at most. */
const most = 300

/** Means over stretches of steps, for a chart: the last step of each stretch, and for each model its mean bound there. */
export function chartOf(curves: Curves, names: readonly string[]): [number[], ...(number | null)[][]] {
  const length = Math.max(0, ...names.map((name) => curves.get(name)?.length ?? 0))
  const width = Math.max(1, Math.ceil(length / most))
  const ends = Array.from({ length: Math.ceil(length / width) }, (_, k) => Math.min(length, (k + 1) * width))
  const columns = names.map((name) => {
    const points = curves.get(name) ?? []
    return ends.map((end, k) => meanOf(points.slice(k * width, end)))
  })
  return [ends, ...columns]
}

function meanOf(points: readonly number[]): number | null {
  const known = points.filter(Number.isFinite)
  return known.length === 0 ? null : known.reduce((sum, point) => sum + point, 0) / known.length
}

/** From where to where a chart goes: the first steps, which lie far below, are let out of it as soon as the others are many. */
export function chartRange(columns: readonly (readonly (number | null)[])[]): [lowest: number, highest: number] {
  const values = columns
    .flat()
    .filter((value) => value !== null)
    .sort((a, b) => a - b)
  if (values.length === 0) return [-1, 0]
  const [lowest, highest] = [values[0]!, values.at(-1)!]
  const middle = values[Math.floor(values.length / 2)]!
  const from = Math.max(lowest, highest - Math.max(30, 4 * (highest - middle)))
  const margin = 0.05 * (highest - from) + 1
  return [from - margin, highest + margin]
}
