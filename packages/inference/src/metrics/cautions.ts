import { fewExamples, metricsOfChance } from './chance.js'
import type { MetricContext } from './compute-metrics.js'
import type { Metric } from './metric.js'

/** Scores that may be shown, and what is to be said of them. */
export interface Cautioned<Value> {
  readonly scores: Readonly<Record<string, Value>>
  /** A sentence each; none where there are examples enough. */
  readonly cautions: readonly string[]
}

/** What cautions are derived from. */
export interface CautionsOptions<Value> {
  readonly scores: Readonly<Record<string, Value>>
  readonly metrics: readonly Metric[]
  readonly context: MetricContext
  /** How many examples they are of. */
  readonly count: number
  readonly seed: number
}

/**
 * Scores of few examples are said to be rough, and those that chance alone gives are left out: see {@link metricsOfChance}. Of
 * {@link fewExamples} or more they stay as they are.
 */
export async function withCautions<Value>({
  scores,
  count,
  ...asked
}: CautionsOptions<Value>): Promise<Cautioned<Value>> {
  if (count >= fewExamples) return { scores, cautions: [] }
  const numbers = Object.fromEntries(
    Object.entries(scores).flatMap(([name, score]) => (typeof score === 'number' ? [[name, score]] : [])),
  )
  const byChance = await metricsOfChance({ ...asked, scores: numbers })
  const kept = Object.fromEntries(Object.entries(scores).filter(([name]) => !byChance.includes(name)))
  const rough = fewInWords(count)
  const leftOut = `Left out, since codes that know nothing of these factors score as much by chance: ${byChance.join(', ')}.`
  return { scores: kept, cautions: byChance.length === 0 ? [rough] : [rough, leftOut] }
}

/** What is to be said of scores of so few examples. */
export const fewInWords = (count: number): string =>
  `${count === 1 ? 'One example is' : `${count} examples are`} few: what is found of fewer than ${fewExamples} is rough.`
