import { InferenceError } from '../errors.js'
import { classificationMetrics } from './classification.js'
import { disentanglementMetrics } from './disentanglement.js'
import { klPartMetrics } from './kl-parts.js'
import { likelihoodMetrics } from './likelihood.js'
import type { Metric } from './metric.js'
import { presenceMetrics } from './presence.js'
import { reconstructionMetrics } from './reconstruction.js'
import { structureMetrics } from './structure.js'
import { unseenMetrics } from './unseen.js'
import { useMetrics } from './use.js'

/** Every metric that there is, in the order in which they are shown. */
export const metrics = [
  ...likelihoodMetrics,
  ...klPartMetrics,
  ...unseenMetrics,
  ...useMetrics,
  ...reconstructionMetrics,
  ...structureMetrics,
  ...presenceMetrics,
  ...disentanglementMetrics,
  ...classificationMetrics,
] as const satisfies readonly Metric[]

/** The name of a built-in metric. */
export type MetricName = (typeof metrics)[number]['name']

/**
 * The metrics of these names, in this order.
 *
 * @throws InferenceError `UNKNOWN_METRIC` for a name that is none, listing those there are
 * @example
 * console.log(metricsNamed(['elbo', 'activeUnits']).map(({ title, decimals }) => [title, decimals])) // ['ELBO', 2], ['active units', 0]
 */
export function metricsNamed<const Name extends MetricName>(names: readonly Name[]): Metric<Name>[] {
  return names.map((name) => {
    const found = metrics.find((metric) => metric.name === name)
    if (found !== undefined) return found as Metric<string> as Metric<Name>
    const known = metrics.map((metric) => metric.name).join(', ')
    throw new InferenceError('UNKNOWN_METRIC', `there is no metric '${name}', expected one of ${known}`)
  })
}
