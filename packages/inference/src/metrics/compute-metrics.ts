import { InferenceError } from '../errors.js'
import type { Ingredients } from './ingredients.js'
import type { Metric, Score } from './metric.js'

/**
 * Where scores find what they need: a function for each ingredient, asked once, when the first score needs it. What cannot be had is
 * missing, or undefined when asked.
 */
export type MetricContext<Given extends object = Ingredients> = {
  readonly [Need in keyof Given]?: () => Given[Need] | undefined | Promise<Given[Need] | undefined>
}

/** Metrics, and what they are computed from. */
export interface ComputeMetricsOptions<Name extends string, Given extends object> {
  readonly metrics: readonly Metric<Name, Given>[]
  readonly context: MetricContext<Given>
}

/**
 * The value of every metric whose needs are met, by its name, in the order of the metrics.
 *
 * @throws InferenceError `BAD_METRIC` where two metrics have the same name; what an ingredient or a metric throws
 */
export async function computeMetrics<Name extends string, Given extends object = Ingredients>(
  options: ComputeMetricsOptions<Name, Given>,
): Promise<{ readonly [Key in Name]?: number }> {
  const scores: Partial<Record<Name, number>> = {}
  for (const [name, score] of Object.entries(await computeScores(options)) as [Name, Score][]) {
    scores[name] = numberOf(score)
  }
  return scores
}

/** The same of metrics that must all be there: @throws InferenceError `MISSING_METRIC` naming those that are not. */
export async function computeEveryMetric<Name extends string, Given extends object = Ingredients>(
  options: ComputeMetricsOptions<Name, Given>,
): Promise<{ readonly [Key in Name]: number }> {
  const values = await computeMetrics(options)
  const missing = options.metrics.filter(({ name }) => values[name] === undefined)
  if (missing.length === 0) return values as Record<Name, number>
  const wanted = missing.map(({ name, needs }) => `${name} (needs ${needs.join(', ')})`).join('; ')
  throw new InferenceError(
    'MISSING_METRIC',
    `the model or the data have no ${wanted}: leave these metrics out, or give what they need`,
  )
}

/**
 * As {@link computeMetrics}, means over examples with their standard errors. What needs more examples than there are is left out, as
 * what needs anything else.
 */
export async function computeScores<Name extends string, Given extends object = Ingredients>({
  metrics,
  context,
}: ComputeMetricsOptions<Name, Given>): Promise<{ readonly [Key in Name]?: Score }> {
  const twice = metrics.find(({ name }, i) => metrics.findIndex((other) => other.name === name) !== i)
  if (twice !== undefined) {
    throw new InferenceError(
      'BAD_METRIC',
      `two metrics are called '${twice.name}', expected a name for each: rename one`,
    )
  }
  const scores: Partial<Record<Name, Score>> = {}
  for (const metric of metrics) {
    const given = await gathered(context, metric.needs)
    const score = given && (await scoreOf(metric, given))
    if (score !== undefined) scores[metric.name] = score
  }
  return scores
}

async function scoreOf<Given extends object>(metric: Metric<string, Given>, given: Given): Promise<Score | undefined> {
  try {
    return await metric.compute(given)
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'TOO_FEW_EXAMPLES') return undefined
    throw error
  }
}

const numberOf = (score: Score): number => (typeof score === 'number' ? score : score.mean)

/** What was asked of each context so far. */
const gatheredOf = new WeakMap<object, Record<string, unknown>>()

/** What a context has of these needs, beside what was asked of it before; undefined where one is not met. */
async function gathered<Given extends object>(
  context: MetricContext<Given>,
  needs: readonly (keyof Given & string)[],
): Promise<Given | undefined> {
  const given = gatheredOf.get(context) ?? {}
  gatheredOf.set(context, given)
  for (const need of needs) if (!Object.hasOwn(given, need)) given[need] = await context[need]?.()
  return needs.every((need) => given[need] !== undefined) ? (given as Given) : undefined
}

/** What several metrics are read off, computed once for each context. */
export function shared<Given extends object, Found>(find: (given: Given) => Found): (given: Given) => Found {
  const found = new WeakMap<Given, Found>()
  return (given) => {
    if (!found.has(given)) found.set(given, find(given))
    return found.get(given)!
  }
}
