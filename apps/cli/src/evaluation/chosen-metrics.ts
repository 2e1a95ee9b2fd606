import type { Metric } from '@vsc/inference'
import { nearestKey } from '@vsc/lab'
import { badInput } from '../errors.js'

/** The metrics of these names, in the order of the names; all where none is named. */
export function chosenMetrics(metrics: readonly Metric[], names: readonly string[] | undefined): readonly Metric[] {
  if (names === undefined) return metrics
  const known = metrics.map(({ name }) => name)
  return [...new Set(names)].map((name) => {
    const found = metrics.find((metric) => metric.name === name)
    if (found !== undefined) return found
    const nearest = nearestKey(name, known)
    const hint = nearest === undefined ? `there are: ${known.join(', ')}` : `did you mean ${nearest}?`
    throw badInput(`--metrics: there is no metric '${name}'; ${hint}`)
  })
}
