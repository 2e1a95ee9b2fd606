import type { Matrix } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { type ComputeMetricsOptions, computeMetrics, type MetricContext } from './compute-metrics.js'
import type { Ingredients } from './ingredients.js'
import type { Metric } from './metric.js'

/** Below so many examples scores are rough, and chance alone may give high ones. */
export const fewExamples = 100

interface ChanceOptions<Name extends string> extends ComputeMetricsOptions<Name, Ingredients> {
  /** What `computeMetrics` gave of these metrics in this context. */
  readonly scores: Readonly<Partial<Record<Name, number>>>
  /** How often factors are dealt out to the examples anew. */
  readonly shuffles?: number
  readonly seed: number
}

/**
 * The metrics, of those about ground-truth factors or attributes, whose score chance alone gives: it is no better than the best of
 * scores of the same codes with the factors of other examples. Of codes that have nothing to do with the factors, one in twenty passes.
 * A score of 0 claims nothing and is not among them.
 *
 * It costs as much as computing the metrics `shuffles` times, and is meant for few examples ({@link fewExamples}): with many, metrics
 * that correct for chance themselves leave nothing to find.
 */
export async function metricsOfChance<Name extends string>({
  metrics,
  context,
  scores,
  shuffles = 19,
  seed,
}: ChanceOptions<Name>): Promise<Name[]> {
  const claims = metrics.filter(({ name, needs }) => needs.some(isGroundTruth) && (scores[name] ?? 0) !== 0)
  const reached = new Set<Name>()
  const rng = createRng(seed).fork('shuffled factors')
  for (let shuffle = 0; shuffle < shuffles; shuffle++) {
    const left = claims.filter(({ name }) => !reached.has(name))
    if (left.length === 0) break
    const dealt = shuffled(context, (rows) => rng.fork(shuffle).permutation(rows))
    const found = await computeMetrics({ metrics: left, context: dealt })
    for (const metric of left) if (isReached(metric, scores[metric.name]!, found[metric.name])) reached.add(metric.name)
  }
  return [...reached]
}

const isGroundTruth = (need: string): boolean => need === 'factors' || need === 'attributes'

const isReached = ({ better }: Metric, score: number, byChance: number | undefined): boolean =>
  byChance !== undefined && (better === 'lower' ? byChance <= score : byChance >= score)

/** The same codes with the factors and attributes of other examples; those of one example stay together. */
function shuffled(context: MetricContext, orderOf: (rows: number) => Uint32Array): MetricContext {
  const dealt = <Data extends Matrix>(matrix: Data): Data => rowsIn(matrix, orderOf(matrix.rows)) as Data
  return {
    ...context,
    factors: async () => {
      const factors = await context.factors?.()
      return factors && { ...factors, values: dealt(factors.values) }
    },
    attributes: async () => {
      const attributes = await context.attributes?.()
      return attributes && dealt(attributes)
    },
  }
}

function rowsIn({ rows, columns, data }: Matrix, order: Uint32Array): Matrix {
  const entry = (_: number, k: number) => data[order[Math.floor(k / columns)]! * columns + (k % columns)]!
  return { rows, columns, data: data.map(entry) }
}
